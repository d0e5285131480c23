"""``python -m firsthand``: the command line where its command is not on the path."""

from firsthand.cli import main

if __name__ == "__main__":
    main()
