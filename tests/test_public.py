"""The public names: what is listed is there, what is there is listed, and each is documented."""

import inspect

import firsthand


def test_every_listed_name_is_there_and_no_other_public_one() -> None:
    there = {
        name for name in vars(firsthand) if not name.startswith("_") and not inspect.ismodule(vars(firsthand)[name])
    }
    assert there | {"__version__"} == set(firsthand.__all__)


def test_the_door_stays_small() -> None:
    assert len(firsthand.__all__) <= 40


def test_every_public_name_is_documented() -> None:
    for name in firsthand.__all__:
        if name != "__version__":
            assert inspect.getdoc(getattr(firsthand, name)), name


def test_the_names_of_the_stages_are_functions_and_not_folders() -> None:
    assert callable(firsthand.restore)
    assert callable(firsthand.claims)


def test_the_version_is_the_installed_one() -> None:
    from importlib.metadata import version

    assert version("firsthand") == firsthand.__version__
