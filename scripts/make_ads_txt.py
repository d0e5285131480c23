"""Turn saved ``ads.txt`` files into rows for a ``firsthand.toml``: the accounts that each site names as its own.

    python scripts/make_ads_txt.py example.com.txt other.example.txt >> firsthand.toml

Each file is named after the site that served it. Only lines marked ``DIRECT`` count: resellers' accounts stand in the
files of sites that have nothing else in common.
"""

import sys
from pathlib import Path


def accounts(text: str) -> list[str]:
    """Return ``system:account`` of each line that the site marks as its own, sorted, each once."""
    found = set()
    for line in text.splitlines():
        parts = [part.strip() for part in line.split("#", 1)[0].split(",")]
        if len(parts) >= 3 and parts[2].upper() == "DIRECT" and parts[0] and parts[1]:
            found.add(f"{parts[0].lower()}:{parts[1]}")
    return sorted(found)


def main() -> None:
    """Print one ``[[outlet]]`` row for each file that names accounts."""
    for name in sys.argv[1:]:
        domain = Path(name).name.removesuffix(".txt").removesuffix(".ads")
        own = accounts(Path(name).read_text("utf-8", errors="replace"))
        if own:
            shown = ", ".join(f'"{account}"' for account in own)
            print(f'[[outlet]]\nname = "{domain}"\ndomain = "{domain}"\naccounts = [{shown}]\n')


if __name__ == "__main__":
    main()
