"""The commands, without a window: ``rapporteur COMMAND …``.

The exit status is 0 when it is done, 1 when the case or the request has a fault (told in one line on standard error),
2 when the command was called wrongly. A command is loaded when it is called. Nothing here knows Qt.
"""

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from desktop import words
from desktop.words import _

COMMANDS = (
    "open",
    "sample",
    "new",
    "import",
    "export",
    "matrix",
    "explain",
    "explore",
    "suggest",
    "search",
    "brief",
    "annotate",
    "history",
    "undo",
    "redo",
    "check",
)
"""The commands, in the order in which they are told."""

DONE, FAULT, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the arguments say; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _forgive_output()
    try:
        status = _called(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _fault(_("Stopped, as you asked."))
    return status


def _called(arguments: list[str]) -> int:
    try:
        options = _parsed(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    try:
        return int(options.run(options))
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if os.environ.get("RAPPORTEUR_TRACEBACK"):
            raise
        return told_fault(error)


def told_fault(error: Exception) -> int:
    """Tells an error on standard error, the faults of a case file a line each; returns the exit status."""
    for fault in getattr(error, "faults", ()) or (words.error(error),):
        _fault(fault)
    return FAULT


def _fault(message: str) -> int:
    line = " ".join(message.split())
    sys.stderr.write(f"rapporteur: {line}\n")
    return FAULT


def _forgive_output() -> None:
    """What the terminal's encoding lacks is written as an escape instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """The options of the command that is called; leaves with status 2 when it is called wrongly."""
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        if not _names_a_case(arguments[0]):
            listed = ", ".join(COMMANDS)
            _parser().error(_("there is no command {name}; known: {listed}").format(name=arguments[0], listed=listed))
        arguments = ["open", *arguments]
    if not arguments:
        arguments = ["open"]
    if arguments[0] in COMMANDS:
        return _command(arguments[0]).parse_args(arguments[1:])
    _parser().parse_args(arguments)
    return _command("open").parse_args(arguments)


def _names_a_case(argument: str) -> bool:
    return argument.lower().endswith(".rapporteur") or os.path.exists(argument)


def _parser() -> argparse.ArgumentParser:
    """The parser of everything that is not a command's own."""
    lines = "\n".join(f"  {name:<9} {text}" for name, text in summaries().items())
    parser = argparse.ArgumentParser(
        prog="rapporteur",
        usage=_("rapporteur [COMMAND] [OPTION…]"),
        description=_("What has each party said, on record, and how would it apply if …?"),
        epilog=_("commands:") + f"\n{lines}\n\n" + _("rapporteur COMMAND --help tells more about one of them."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"{words.PRODUCT} {version()}")
    return parser


def _command(name: str) -> argparse.ArgumentParser:
    module: Any = importlib.import_module(f"desktop.commands.{'import_' if name == 'import' else name}")
    parser = argparse.ArgumentParser(prog=f"rapporteur {name}", description=summaries()[name], allow_abbrev=False)
    parser.set_defaults(run=module.run)
    parser.add_argument("--author", default=None, help=_("who signs what is changed"))
    module.arguments(parser)
    return parser


def summaries() -> dict[str, str]:
    """What each command does, in a few words."""
    return {
        "open": _("opens the window"),
        "sample": _("writes the sample case"),
        "new": _("makes an empty case"),
        "import": _("plain text becomes sources; a .json case is merged in"),
        "export": _("writes the whole case as .json"),
        "matrix": _("who stands where"),
        "explain": _("one cell with its reasons"),
        "explore": _("what if: the smallest changes, and where agreement is possible"),
        "suggest": _("quotations and speakers found in a source, not coded yet"),
        "search": _("finds words in sources, quotations, notes and names"),
        "brief": _("the annotated brief as PDF"),
        "annotate": _("a source as PDF, with every statement highlighted and commented"),
        "history": _("who did what, and when"),
        "undo": _("takes the last step back"),
        "redo": _("does again what was undone last"),
        "check": _("is the file sound, does every quotation stand where it should"),
    }


def version() -> str:
    """The version of the installed program."""
    from importlib import metadata

    try:
        return metadata.version("rapporteur")
    except metadata.PackageNotFoundError:
        return _("(not installed)")
