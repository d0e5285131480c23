"""Write docs/reference from what the code says of itself: commands, Python names, nouns, archive tables, REST.

    python scripts/make_reference.py [FOLDER]

A test makes the pages again and compares them, so they cannot drift.
"""

import ast
import inspect
import json
import re
import sys
from pathlib import Path

import click

import firsthand
from firsthand.archive import schema
from firsthand.cli import cli
from firsthand.web.openapi import document

ROOT = Path(__file__).parents[1]
MADE = "<!-- Made by scripts/make_reference.py; change the docstrings instead. -->\n\n"


def commands() -> str:
    """Return the help of every command."""
    pages = [MADE + "# Commands\n\nExit codes: 0 done, 1 failed, 2 usage, 3 finished with refused or damaged input,\n"
             "4 verification failed, 130 interrupted.\n"]  # fmt: skip
    for name in sorted(cli.commands):
        context = click.Context(
            cli.commands[name], info_name=f"firsthand {name}", max_content_width=100, terminal_width=100
        )
        pages.append(f"\n## firsthand {name}\n\n```\n{cli.commands[name].get_help(context)}\n```\n")
    return "".join(pages)


def names() -> str:
    """Return the signature and docstring of every public name."""
    pages = [MADE + "# Python\n\nThe names of `import firsthand` that stay.\n"]
    for name in firsthand.__all__:
        value = getattr(firsthand, name)
        if inspect.isfunction(value):
            pages.append(
                f"\n## {name}\n\n```python\n{name}{_signature(value)}\n```\n\n```text\n{inspect.getdoc(value)}\n```\n"
            )
        elif inspect.isclass(value) and value.__module__.startswith("firsthand.archive"):
            pages.append(f"\n## {name}\n\n```text\n{inspect.getdoc(value)}\n```\n\n" + _members(value))
        elif inspect.isclass(value) and issubclass(value, Exception):
            pages.append(f"\n## {name}\n\n{inspect.getdoc(value)}\n")
    return "".join(pages) + "\nThe nouns are in [nouns.md](nouns.md).\n"


def _signature(value: object) -> str:
    text = str(inspect.signature(value))  # type: ignore[arg-type]
    return re.sub(r"firsthand\.[a-z_.]*([A-Z])", r"\1", text).replace("_dt.", "datetime.").replace("'", "")


def _members(value: type) -> str:
    lines = []
    for name, member in vars(value).items():
        doc = inspect.getdoc(getattr(member, "func", member))
        if not name.startswith("_") and doc and doc is not inspect.getdoc(str):
            lines.append(f"- `.{name}`: {doc.splitlines()[0]}\n")
    return "".join(lines)


def nouns() -> str:
    """Return every noun with its fields, as the model's files have them."""
    head = "# Nouns\n\nFrozen values; a field that is not known is `None`. The archive's JSON has the same shapes.\n"
    pages = [MADE + head]
    for path in sorted((ROOT / "src/firsthand/model").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Noun":
                pages.append(f"\n## {node.name}\n\n{ast.get_docstring(node)}\n\n{_fields(node)}")
    return "".join(pages)


def _fields(node: ast.ClassDef) -> str:
    rows = ["| field | type | what it is |\n|---|---|---|\n"]
    for field, doc in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant):
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            words = " ".join(str(doc.value.value).split()).replace("|", "\\|")
            rows.append(f"| `{ast.unparse(field.target)}` | `{kind}` | {words} |\n")
    return "".join(rows)


def tables() -> str:
    """Return the archive's tables."""
    return f"""{MADE}# The archive

One SQLite file. `doc` columns hold the whole noun as JSON (see [nouns.md](nouns.md)); `record.payload` and
`article.doc` are compressed with zstandard. `PRAGMA application_id` is {schema.APPLICATION_ID:#x} (`fhnd`),
`user_version` is {schema.FORMAT}.

Written page by page, and what people decide:

```sql{schema.TABLES}```

Worked out from all pages together; emptied and made anew by `trace`:

```sql{schema.DERIVED}```

Put together from these for the desk:

```sql{schema.FACETS}```

What keeps the archive honest:

```sql{schema.KEEPING}```

Earlier states, as far as later ones changed them (`was.last` is the last state in which a noun stood so), and watches:

```sql{schema.PAST}```
"""


def main(folder: Path) -> None:
    """Write the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    described = json.dumps(document(), indent=1, sort_keys=True) + "\n"
    (folder / "openapi.json").write_text(described, "utf-8")
    for name, text in (("commands", commands()), ("python", names()), ("nouns", nouns()), ("archive", tables())):
        (folder / f"{name}.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "reference")
