from firsthand import tables
from firsthand.restore import signing


def test_no_form_belongs_to_two_agencies():
    seen: dict[str, str] = {}
    for agency in tables.builtin().agencies:
        for form in agency.forms:
            assert seen.setdefault(form, agency.id) == agency.id


def test_the_agencies_that_newsrooms_use_most_are_there():
    ids = {agency.id for agency in tables.builtin().agencies}
    assert {"ap", "reuters", "afp", "upi", "dpa", "efe", "ansa", "pa", "xinhua", "tass", "ria", "interfax", "kcna", "yonhap",
            "kyodo", "jiji", "pti", "ani", "bernama", "aap", "cp"} <= ids  # fmt: skip


def test_every_agency_signs_with_its_own_name_and_has_a_host():
    for agency in tables.builtin().agencies:
        assert agency.name in agency.forms
        assert agency.domains


def test_a_form_is_found_only_as_a_whole_word():
    table = tables.builtin()
    assert signing.named_in("Follow AP’s coverage", table) == "ap"
    assert signing.named_in("The APPLE harvest", table) is None
    assert signing.agency_of("dpa/ab", table) == "dpa"
