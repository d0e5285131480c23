"""The documentation says what is there, and nothing that is not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
RULE = re.compile(
    r'"((?:read|restore|copies|networks|dating|claims|stories|counting|corroboration|timeline)\.[a-z_]+\.[a-z_.]+)"'
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{target} in {name(page)}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_the_docs_show_is_there(page: Path) -> None:
    shown = re.findall(r"(?m)(?:^\$ |^ {4}|`)(?:\.venv/bin/)?firsthand ([a-z]+)\b", page.read_text("utf-8"))
    assert set(shown) <= set(cli.commands), set(shown) - set(cli.commands)


def test_every_command_is_in_the_docs() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for command in cli.commands:
        assert f"firsthand {command}" in text, command


def test_the_reference_is_what_the_code_says_of_itself(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts/make_reference.py"), str(tmp_path)], check=True)
    for made in sorted(tmp_path.iterdir()):
        stored = ROOT / "docs/reference" / made.name
        assert stored.read_text("utf-8") == made.read_text("utf-8"), f"run scripts/make_reference.py for {made.name}"


def test_every_reason_of_a_refusal_is_in_the_docs() -> None:
    model = (ROOT / "src/firsthand/model/refusal.py").read_text("utf-8")
    reasons = set(re.findall(r"`([a-z]+(?:_[a-z]+)*)`", model.split("reason: str")[1].split("detail:")[0]))
    text = "".join(page.read_text("utf-8") for page in PAGES)
    assert len(reasons) > 10
    for reason in reasons:
        assert reason in text, reason


def test_every_rule_is_in_the_docs() -> None:
    text = "".join(page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    rules = {rule for path in (ROOT / "src").rglob("*.py") for rule in RULE.findall(path.read_text("utf-8"))}
    assert len(rules) > 50
    missing = sorted(rule for rule in rules if not _documented(rule, text))
    assert not missing, missing


def _documented(rule: str, text: str) -> bool:
    """A rule stands in full, or behind its family in one line: ``dating.weekday.said``, ``.first``."""
    family, _, last = rule.rpartition(".")
    return rule in text or any(f"{family}." in line and f"`.{last}`" in line for line in text.splitlines())


def test_every_noun_is_in_the_glossary() -> None:
    from firsthand import model

    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    for noun in (
        "Record",
        "Article",
        "Refusal",
        "Copy",
        "Stemma",
        "Network",
        "Dating",
        "Claim",
        "Story",
        "Count",
        "Entry",
    ):
        assert hasattr(model, noun)
        assert f"| {noun} |" in text


def test_the_readme_fits_its_reader() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 130
    assert "    make demo" in "\n".join(lines)
    assert "    make test" in "\n".join(lines)
    assert not any("@@" in line for line in lines)
