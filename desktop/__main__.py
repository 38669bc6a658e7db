"""``rapporteur``: the window, or a command. Which one it is to be is decided before either is loaded."""

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the arguments say; returns the exit status."""
    _find_somewhere_to_write()
    from desktop import cli

    return cli.main(argv)


def _find_somewhere_to_write() -> None:
    """A program that was started without a terminal has no streams, and everybody writes to them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the end


if __name__ == "__main__":
    sys.exit(main())
