"""What is new in a later report: cases that were written after the rules, and to which no rule was fitted since.

The form is that of ``news_table.py``.
"""

from news_table import Case

LATE = [
    Case(
        "a toll goes down",
        [("The roof of the sports hall in Brask fell in on Saturday and killed 14 people, the fire chief Lars Odde said.",
          [("Lars Odde", "The roof of the sports hall in Brask fell in on Saturday and killed 14 people")])],
        ("Eleven people died, not 14, when the roof of the sports hall in Brask fell in on Saturday, fire chief Lars Odde "
         "said on Sunday. Three names had been counted twice, he said.",
         [("Lars Odde", "Eleven people died, not 14, when the roof of the sports hall in Brask fell in on Saturday"),
          ("Lars Odde", "Three names had been counted twice")]),
        {("changed number", "Eleven people"), ("new statement", "Three names had been counted twice")},
    ),
    Case(
        "a suspect is named",
        [("Police in Tollmere arrested a man over the theft of the mayor's chain, Inspector Wanda Prill said.",
          [("Wanda Prill", "Police in Tollmere arrested a man over the theft of the mayor's chain")])],
        ("The man arrested over the theft of the mayor's chain in Tollmere is Piet Garro, a clock repairer, Inspector Wanda "
         "Prill said. “I only wanted to polish it,” Garro told the court.",
         [("Wanda Prill", "The man arrested over the theft of the mayor's chain in Tollmere is Piet Garro, a clock "
                          "repairer"),
          ("Piet Garro", "“I only wanted to polish it,”")]),
        {("new statement", "“I only wanted to polish it,”"), ("new party", "Piet Garro")},
    ),
    Case(
        "the same told shorter brings nothing",
        [("The council of Wenlow voted by 31 to 12 on Thursday to close its two coal boilers before the winter of 2033, the "
          "council's speaker Ottilie Marr said. The boilers heat 9,000 flats in the north of the town, Marr said.",
          [("Ottilie Marr", "The council of Wenlow voted by 31 to 12 on Thursday to close its two coal boilers before the "
                            "winter of 2033"),
           ("Ottilie Marr", "The boilers heat 9,000 flats in the north of the town")])],
        ("Wenlow will close its two coal boilers before the winter of 2033, Ottilie Marr said.",
         [("Ottilie Marr", "Wenlow will close its two coal boilers before the winter of 2033")]),
        set(),
    ),
    Case(
        "an answer from the other side",
        [("The dairy in Hexel poured whey into the Ilm for years, the angling club said.",
          [("Angling Club", "The dairy in Hexel poured whey into the Ilm for years")])],
        ("The angling club says that the dairy in Hexel poured whey into the Ilm for years. The dairy's director, Runa "
         "Stolt, said that its drains had been sealed since 2019.",
         [("Angling Club", "the dairy in Hexel poured whey into the Ilm for years"),
          ("Runa Stolt", "its drains had been sealed since 2019")]),
        {("new statement", "its drains had been sealed since 2019"), ("new party", "Runa Stolt")},
    ),
    Case(
        "two earlier reports together hold it all",
        [("The mine at Korv took on water on Monday night, the operator Deep Ore said.",
          [("Deep Ore", "The mine at Korv took on water on Monday night")]),
         ("Forty miners walked out of the Korv mine through an old gallery, their union said.",
          [("Union", "Forty miners walked out of the Korv mine through an old gallery")])],
        ("Water broke into the mine at Korv on Monday night, Deep Ore said. The union said 40 miners had left the Korv mine "
         "through an old gallery.",
         [("Deep Ore", "Water broke into the mine at Korv on Monday night"),
          ("Union", "40 miners had left the Korv mine through an old gallery")]),
        set(),
    ),
    Case(
        "a suspicion becomes a finding",
        [("A worn brake pad possibly caused the tram to run off the rails at Linden Square, the investigator Boris Tamm said.",
          [("Boris Tamm", "A worn brake pad possibly caused the tram to run off the rails at Linden Square", "possibly")])],
        ("A worn brake pad caused the tram to run off the rails at Linden Square, investigator Boris Tamm said.",
         [("Boris Tamm", "A worn brake pad caused the tram to run off the rails at Linden Square")]),
        {("dropped hedge", "A worn brake pad caused the tram to run off the rails at Linden Square")},
    ),
    Case(
        "a correction in the foot",
        [("The painter Ines Caul, who lives in Varm, won the Halden prize, the jury said.",
          [("Jury", "The painter Ines Caul, who lives in Varm, won the Halden prize")])],
        ("The painter Ines Caul won the Halden prize, the jury said.\n\nCorrection: An earlier version of this article gave "
         "the wrong town for Ms. Caul.",
         [("Jury", "The painter Ines Caul won the Halden prize")]),
        {("correction", "Correction: An earlier version of this article gave the wrong town for Ms. Caul.")},
    ),
    Case(
        "a price rises twice",
        [("The state railway will raise its fares by 4 percent in May, the transport ministry said.",
          [("Transport Ministry", "The state railway will raise its fares by 4 percent in May")])],
        ("The state railway will raise its fares by 6 percent in May, the transport ministry said.",
         [("Transport Ministry", "The state railway will raise its fares by 6 percent in May")]),
        {("changed number", "6 percent")},
    ),
    Case(
        "an expert explains what was known",
        [("The lake at Ostervik lost a third of its water last summer, the water board said.",
          [("Water Board", "The lake at Ostervik lost a third of its water last summer")])],
        ("The lake at Ostervik lost a third of its water last summer, the water board said. The geologist Hedda Frome said "
         "that a blocked spring, not the heat, was to blame.",
         [("Water Board", "The lake at Ostervik lost a third of its water last summer"),
          ("Hedda Frome", "a blocked spring, not the heat, was to blame")]),
        {("new statement", "a blocked spring, not the heat, was to blame"), ("new party", "Hedda Frome")},
    ),
    Case(
        "quotes in another order bring nothing",
        [("“We shall not sell,” the owner Gerd Aske said of the ship yard in Moln. The yard has 300 workers, the works "
          "council said. A buyer from abroad offered 50 million crowns, the paper Molner Bote reported.",
          [("Gerd Aske", "“We shall not sell,”"), ("Works Council", "The yard has 300 workers"),
           ("Molner Bote", "A buyer from abroad offered 50 million crowns")])],
        ("A buyer from abroad has offered 50 million crowns for the ship yard in Moln, Molner Bote reported. The works "
         "council said that the yard has 300 workers. “We shall not sell,” said Gerd Aske, who owns it.",
         [("Molner Bote", "A buyer from abroad has offered 50 million crowns for the ship yard in Moln"),
          ("Works Council", "the yard has 300 workers"), ("Gerd Aske", "“We shall not sell,”")]),
        set(),
    ),
    Case(
        "a second body confirms and adds",
        [("A freighter lost nine containers off Cape Lorn, the coast guard said.",
          [("Coast Guard", "A freighter lost nine containers off Cape Lorn")])],
        ("A freighter lost nine containers off Cape Lorn, the coast guard said. Two of them hold batteries, the harbor "
         "master Yusuf Brandt said, and one has washed ashore at Pell.",
         [("Coast Guard", "A freighter lost nine containers off Cape Lorn"),
          ("Yusuf Brandt", "Two of them hold batteries"), ("Yusuf Brandt", "one has washed ashore at Pell")]),
        {("new statement", "Two of them hold batteries"), ("new party", "Yusuf Brandt"),
         ("new statement", "one has washed ashore at Pell")},
    ),
    Case(
        "synonyms throughout bring nothing",
        [("Firefighters rescued 20 pupils from a burning school bus near Dravn, a police spokeswoman said.",
          [("Police", "Firefighters rescued 20 pupils from a burning school bus near Dravn")])],
        ("Twenty children were pulled from a school coach in flames outside Dravn by fire crews, said police.",
         [("Police", "Twenty children were pulled from a school coach in flames outside Dravn by fire crews")]),
        set(),
    ),
]  # fmt: skip
