"""The folder listing is the architecture: who may import whom, who may touch files, and how long things may get."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "firsthand"
STAGES = {"read", "restore", "copies", "networks", "dating", "claims", "stories", "corroboration", "timeline"}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "text": {"errors", "model", "dates"},
    "dates": {"errors", "model"},
    "tables": {"errors", "model"},
    "spread": set(),
    "keep": set(),
    **{stage: {"errors", "text", "dates", "model", "spread", "keep"} for stage in STAGES},
    "archive": {"errors", "text", "dates", "model"},
    "workers": {"errors", "model", "archive"},
    "progress": {"errors", "model", "archive"},
    "templates": {"errors", "model", "archive", "restore"},
    "intake": {"read", "restore", "claims", "dating", "errors", "model", "archive", "workers", "progress", "templates"},
    "memory": {"spread", "model", "archive"},
    "account": {"corroboration", "claims", "timeline", "model", "archive", "progress", "spread", "keep"},
    "pipeline": STAGES
    | {"errors", "text", "dates", "model", "tables", "archive", "workers", "progress", "intake", "spread", "watches"}
    | {"memory", "account", "keep"},
    "watches": {"errors", "text", "model", "archive", "views"},
    "engine": STAGES
    | {"errors", "model", "text", "tables", "archive", "workers", "progress", "intake", "pipeline", "spread"},
    "follow": {"errors"},
    "redteam": {"errors", "text", "model", "tables", "archive", "intake", "account", "pipeline"},
    "views": {"errors", "text", "dates", "model", "tables", "archive"},
    "export": {"errors", "text", "dates", "model", "archive", "views"},
    "evidence": {
        "errors",
        "model",
        "tables",
        "archive",
        "views",
        "export",
        "intake",
        "restore",
        "copies",
        "dating",
        "corroboration",
        "account",
        "pipeline",
        "progress",
    },
    "web": {
        "errors",
        "text",
        "dates",
        "model",
        "tables",
        "archive",
        "views",
        "export",
        "copies",
        "seen",
        "watches",
        "evidence",
    },
    "seen": {"errors", "model", "archive", "views", "copies"},
    "mcp": {"errors", "model", "archive", "views", "copies", "seen"},
    "__main__": {"cli"},
    "cli": STAGES
    | {
        "errors",
        "text",
        "dates",
        "model",
        "tables",
        "archive",
        "views",
        "export",
        "web",
        "pipeline",
        "engine",
        "mcp",
        "follow",
        "watches",
        "evidence",
        "seen",
        "redteam",
        "",
    },
}
"""What each part may import of firsthand, beside itself; the empty name is the public door."""

MAY_TOUCH_FILES = {"read", "engine", "follow", "archive", "export", "web", "tables", "cli"}
TOUCHES = {"open", "socket", "subprocess", "urllib.request", "requests", "httpx", "shutil", "tempfile", "glob"}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def part(path: Path) -> str:
    """Return the part of the architecture that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> set[str]:
    """Return the dotted names that a module imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_part_imports_only_what_lies_below_it(path: Path) -> None:
    own = part(path)
    for name in imports(ast.parse(path.read_text("utf-8"))):
        if name == "firsthand" or name.startswith("firsthand."):
            other = name.split(".")[1] if "." in name else ""
            assert other == own or other in ALLOWED[own], f"{own} must not import {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) not in MAY_TOUCH_FILES], ids=lambda p: p.name)
def test_only_the_outer_parts_touch_files_sockets_clock_or_environment(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    named = imports(tree)
    assert not (named | {name.split(".")[0] for name in named} | {name.rpartition(".")[0] for name in named}) & TOUCHES
    if part(path) in STAGES:
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "open" not in called
        attributes = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not attributes & {"os.environ", "time.time", "dt.datetime.now", "dt.date.today", "datetime.now"}


def test_a_stage_has_one_door_and_says_what_it_does() -> None:
    for stage in sorted(STAGES):
        tree = ast.parse((ROOT / stage / "__init__.py").read_text("utf-8"))
        doc = ast.get_docstring(tree) or ""
        assert "Comes in" in doc, stage
        assert "Goes out" in doc, stage


FILE_LIMIT, FUNCTION_LIMIT = 400, 60
"""Habits are 300 and 40 (docs/design.md); these are where a reader would ask for a split."""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short_enough_to_read(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= FILE_LIMIT
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < FUNCTION_LIMIT, node.name


POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_pattern_repeats_a_group_possessively(path: Path) -> None:
    """Before Python 3.11.5 they give wrong places (cpython issue 100061): bodies of pages were torn."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert POSSESSIVE_GROUP.search(node.value) is None, node.value
