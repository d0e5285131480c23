from copies_texts import FERRY, GARDEN, GERMAN, MINE, article

from firsthand import copies


def test_a_translation_is_an_edge_over_names_and_figures() -> None:
    found, stemmata = copies.trace(
        [article("a", FERRY, language="en"), article("b", GERMAN, language="de"), article("c", MINE, language="en")]
    )
    assert [(copy.left, copy.right, copy.relation) for copy in found] == [("a", "b", "translation")]
    assert {"212", "Marta", "Ostrander"} <= {pair.left.of(FERRY) for pair in found[0].shared}
    assert sorted(stemma.witnesses for stemma in stemmata) == [("a", "b"), ("c",)]


def test_two_bare_texts_in_two_languages_are_compared_too() -> None:
    copy = copies.compare(FERRY, GERMAN)
    assert copy is not None
    assert copy.relation == "translation"


def test_unrelated_texts_in_two_languages_have_no_edge() -> None:
    found, _ = copies.trace([article("a", GARDEN, language="en"), article("b", GERMAN, language="de")])
    assert found == ()


def test_a_table_of_figures_is_no_translation_of_a_report_of_a_game() -> None:
    rows = "\n".join(
        f"{at}. Läuferin Nummer {at * 7 % 90} vom Verein {at * 13 % 40}: {at % 12},{at * 37 % 100} Sekunden, Bahn {at % 8}"
        for at in range(1, 160)
    )
    game = (
        "El lanzador recibió 8 carreras en 4 entradas. En la 2 cayó un golpe, en la 3 otro, y en la 4 llegaron 5 más. "
        "El equipo perdió por 10 a 4 ante 12 mil personas. Es su derrota 6 en 9 partidos, con 31 hombres y 7 errores."
    )
    assert copies.compare(rows, game) is None
