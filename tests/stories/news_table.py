"""What is new in a later report: invented texts with what a reader of the earlier ones learns from it.

Each case has the earlier reports and the later one; each report is its text and what is said in it: (who, content) or
(who, content, hedge). ``old`` are the statements of the later report that an earlier one has in other words.
"""

from typing import NamedTuple

Report = tuple[str, list[tuple[str, ...]]]


class Case(NamedTuple):
    """One case of the table."""

    name: str
    earlier: list[Report]
    later: Report
    news: set[tuple[str, str]]
    """(kind, quote) that a reader should be shown."""


TABLE = [
    Case(
        "a reprint brings nothing",
        [("The ferry to Sund sank on Monday, the coast guard said. Its crew of 9 is safe, Ana Brel said.",
          [("Coast Guard", "The ferry to Sund sank on Monday"), ("Ana Brel", "Its crew of 9 is safe")])],
        ("The ferry to Sund sank on Monday, the coast guard said. Its crew of 9 is safe, Ana Brel said.",
         [("Coast Guard", "The ferry to Sund sank on Monday"), ("Ana Brel", "Its crew of 9 is safe")]),
        set(),
    ),
    Case(
        "the same in other words brings nothing",
        [("A ferry that runs to the island of Sund sank in a storm on Monday, the coast guard said. All nine members "
          "of the crew were saved by a fishing boat, the guard's captain Ana Brel said.",
          [("Coast Guard", "A ferry that runs to the island of Sund sank in a storm on Monday"),
           ("Ana Brel", "All nine members of the crew were saved by a fishing boat")])],
        ("According to the coast guard, Monday's storm sank the Sund ferry. Ana Brel, a captain, said a fishing boat "
         "had saved the crew, all nine of them.",
         [("Coast Guard", "Monday's storm sank the Sund ferry"),
          ("Ana Brel", "a fishing boat had saved the crew, all nine of them")]),
        set(),
    ),
    Case(
        "more dead",
        [("Mud buried the village of Marrow and killed 12 people, rescuers said.",
          [("Rescuers", "Mud buried the village of Marrow and killed 12 people")])],
        ("The mud that buried the village of Marrow killed 19 people, rescuers said.",
         [("Rescuers", "The mud that buried the village of Marrow killed 19 people")]),
        {("changed number", "19 people")},
    ),
    Case(
        "a number of something else is no change",
        [("Mud buried the village of Marrow and killed 12 people, rescuers said.",
          [("Rescuers", "Mud buried the village of Marrow and killed 12 people")])],
        ("Rescuers said mud had buried Marrow village and killed 12 people. The harvest fair in Ellery drew 4,000 people, "
         "Teo Fenn said.",
         [("Rescuers", "mud had buried Marrow village and killed 12 people"),
          ("Teo Fenn", "The harvest fair in Ellery drew 4,000 people")]),
        {("new statement", "The harvest fair in Ellery drew 4,000 people"), ("new party", "Teo Fenn")},
    ),
    Case(
        "a new voice says what was known",
        [("The bank of Orrin raised its rate to 5 percent, Governor Ivo Kant said.",
          [("Ivo Kant", "The bank of Orrin raised its rate to 5 percent")])],
        ("The bank of Orrin has raised its rate to 5 percent, the economist Mira Vane said.",
         [("Mira Vane", "The bank of Orrin has raised its rate to 5 percent")]),
        {("new party", "Mira Vane")},
    ),
    Case(
        "a known voice says something else",
        [("The bank of Orrin raised its rate to 5 percent, Governor Ivo Kant said.",
          [("Ivo Kant", "The bank of Orrin raised its rate to 5 percent")])],
        ("The bank of Orrin raised its rate to 5 percent, Ivo Kant said. Kant said he would resign when the harvest was "
         "in.",
         [("Ivo Kant", "The bank of Orrin raised its rate to 5 percent"),
          ("Ivo Kant", "he would resign when the harvest was in")]),
        {("new statement", "he would resign when the harvest was in")},
    ),
    Case(
        "a hedge falls",
        [("A spark from a welder may have set the mill in Tarn on fire, police said.",
          [("Police", "A spark from a welder may have set the mill in Tarn on fire", "may")])],
        ("A spark from a welder set the mill in Tarn on fire, police said.",
         [("Police", "A spark from a welder set the mill in Tarn on fire")]),
        {("dropped hedge", "A spark from a welder set the mill in Tarn on fire")},
    ),
    Case(
        "a hedge stays",
        [("A spark from a welder may have set the mill in Tarn on fire, police said.",
          [("Police", "A spark from a welder may have set the mill in Tarn on fire", "may")])],
        ("Police said the mill in Tarn may have been set on fire by a spark from a welder.",
         [("Police", "the mill in Tarn may have been set on fire by a spark from a welder", "may")]),
        set(),
    ),
    Case(
        "a correction",
        [("Teo Fenn, 41, won the race to Ellery, the club said.", [("Club", "Teo Fenn, 41, won the race to Ellery")])],
        ("Teo Fenn won the race to Ellery, the club said. An earlier version of this story misstated his age.",
         [("Club", "Teo Fenn won the race to Ellery")]),
        {("correction", "An earlier version of this story misstated his age.")},
    ),
    Case(
        "a charge is answered",
        [("Prosecutors said that Silas Retter took money from a bridge builder in Hest.",
          [("Prosecutors", "Silas Retter took money from a bridge builder in Hest")])],
        ("Prosecutors said Silas Retter took money from the builder of a bridge in Hest. “I sold him a horse,” Silas "
         "Retter said. The horse was blind, the builder's brother, Otto Fenn, said.",
         [("Prosecutors", "Silas Retter took money from the builder of a bridge in Hest"),
          ("Silas Retter", "“I sold him a horse,”"), ("Otto Fenn", "The horse was blind")]),
        {("new statement", "“I sold him a horse,”"), ("new statement", "The horse was blind"), ("new party", "Otto Fenn")},
    ),
    Case(
        "what the second of two earlier reports has is old, too",
        [("The strike at the port of Ellery began at dawn, the union said.",
          [("Union", "The strike at the port of Ellery began at dawn")]),
         ("The port of Ellery offered its cranemen a raise of 3 percent, the harbor office said.",
          [("Harbor Office", "The port of Ellery offered its cranemen a raise of 3 percent")])],
        ("The harbor office said it had offered a raise of 3 percent to the cranemen at Ellery's port. The union said the "
         "cranemen would vote on Sunday in the fish hall.",
         [("Harbor Office", "it had offered a raise of 3 percent to the cranemen at Ellery's port"),
          ("Union", "the cranemen would vote on Sunday in the fish hall")]),
        {("new statement", "the cranemen would vote on Sunday in the fish hall")},
    ),
    Case(
        "an offer goes up",
        [("The port of Ellery offered its cranemen a raise of 3 percent, the harbor office said.",
          [("Harbor Office", "The port of Ellery offered its cranemen a raise of 3 percent")])],
        ("The port of Ellery has now offered its cranemen a raise of 4.5 percent, the harbor office said.",
         [("Harbor Office", "The port of Ellery has now offered its cranemen a raise of 4.5 percent")]),
        {("changed number", "4.5 percent")},
    ),
    Case(
        "background repeated",
        [("President Lem Orsk flew to Drel for talks on fish. Svetla and Orrin have quarreled over herring since 1974, "
          "when Orrin closed the Sund Narrows, Svetla's ministry said.",
          [("Ministry", "Svetla and Orrin have quarreled over herring since 1974, when Orrin closed the Sund Narrows")])],
        ("President Lem Orsk and Ana Brel signed a treaty on herring in Drel, the ministry said. The quarrel of Svetla and "
         "Orrin over herring began in 1974, when the Sund Narrows were closed, it said.",
         [("Ministry", "President Lem Orsk and Ana Brel signed a treaty on herring in Drel"),
          ("Ministry", "The quarrel of Svetla and Orrin over herring began in 1974, when the Sund Narrows were closed")]),
        {("new statement", "President Lem Orsk and Ana Brel signed a treaty on herring in Drel")},
    ),
    Case(
        "a rewrite in a paper of the people",
        [("Visitors thought that the panel was modern art, Father Anders Mowe said. The gallery in Aldersund puts its "
          "worth at 30 to 40 million crowns, and will keep it for six months, the conservator Sigrun Berg said.",
          [("Anders Mowe", "Visitors thought that the panel was modern art"),
           ("Sigrun Berg", "The gallery in Aldersund puts its worth at 30 to 40 million crowns, and will keep it for six "
                           "months")])],
        ("Tourists took the panel for modern art, chuckled priest Anders Mowe. It could be worth 40 million crowns, says "
         "Sigrun Berg, who will keep it at the gallery for six months. Its thief left a comb behind, she adds.",
         [("Anders Mowe", "Tourists took the panel for modern art"),
          ("Sigrun Berg", "It could be worth 40 million crowns"),
          ("Sigrun Berg", "Its thief left a comb behind")]),
        {("new statement", "Its thief left a comb behind")},
    ),
    Case(
        "a witness beside the officials",
        [("A crane fell on the market in Port Ellery on Friday and crushed six stalls, police said.",
          [("Police", "A crane fell on the market in Port Ellery on Friday and crushed six stalls")])],
        ("A crane crushed six stalls when it fell on Port Ellery's market on Friday, police said. “It bowed like a butler,” "
         "said Nan Coyle, who sells eels there. The owner, Tarn Lifting, had skipped two inspections, Coyle said.",
         [("Police", "A crane crushed six stalls when it fell on Port Ellery's market on Friday"),
          ("Nan Coyle", "“It bowed like a butler,”"),
          ("Nan Coyle", "The owner, Tarn Lifting, had skipped two inspections")]),
        {("new statement", "“It bowed like a butler,”"), ("new party", "Nan Coyle"),
         ("new statement", "The owner, Tarn Lifting, had skipped two inspections")},
    ),
]  # fmt: skip
