"""Lists of known networks become rows by a script; a label is shown, and joins nothing."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from firsthand import networks, tables
from firsthand.model import Article, Evidence

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_outlets", ROOT / "scripts" / "make_outlets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LIST = """title,domain,network,holder
"Dornhaven ""Daily"" Post",https://www.One.example/,Lake Network,Lakeside
Two,two.example,Lake Network,
,three.example,,
No address,,Lake Network,
"""


@pytest.fixture
def rows(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    arguments = [
        "make_outlets.py",
        str(tmp_path / "list.csv"),
        "--name",
        "title",
        "--label",
        "network",
        "--owner",
        "holder",
    ]
    monkeypatch.setattr(sys, "argv", arguments)
    script.main()
    (tmp_path / "firsthand.toml").write_text(capsys.readouterr().out, "utf-8")
    return tmp_path / "firsthand.toml"


def test_every_row_with_a_domain_becomes_an_outlet(rows: Path) -> None:
    found = {row.domain: (row.name, row.owner, row.label) for row in tables.read(rows).outlets}
    assert found == {
        "one.example": ('Dornhaven "Daily" Post', "Lakeside", "Lake Network"),
        "two.example": ("Two", None, "Lake Network"),
        "three.example": ("three.example", None, None),
    }


def page(site: str, *accounts: str) -> Article:
    ids = (
        Evidence(rule=f"restore.identifier.{each.split()[0]}", quote=each.split()[1], locus="page") for each in accounts
    )
    return Article(record=site, text=f"News of {site}.", blocks=(), site=site, identifiers=tuple(ids))


def test_a_label_joins_nothing_and_is_shown_where_signals_join(rows: Path) -> None:
    options = networks.Options(tables=tables.read(rows))
    assert networks.find([page("one.example"), page("two.example")], options) == ()
    both = "analytics UA-1234567", "advertising pub-1234567890123456"
    found = networks.find([page("one.example", *both), page("two.example", *both)], options)
    labels = [each.quote for each in found[0].evidence if each.rule == "networks.label.outlets"]
    assert labels == ['Dornhaven "Daily" Post (one.example): Lake Network', "Two (two.example): Lake Network"]
