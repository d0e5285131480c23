"""``python -m firsthand.cli``: the same as ``firsthand``."""

from firsthand.cli import main

main()
