"""What ships beside the code: icons, themes, marks, fonts, templates, the sample case, the schema, translations.

Any room may come in; nothing of ours is imported here. Read ``path`` first: files are found by kind and name, and an
unknown name is an error at once.
"""

from pathlib import Path

KINDS = ("fonts", "icons", "locale", "marks", "sample", "schema", "templates", "templates/fields", "themes")

_HERE = Path(__file__).resolve().parent


class UnknownResource(LookupError):
    """There is no such resource; the message names the kind and the name."""


def folder(kind: str) -> Path:
    """The folder of one kind of resource; UnknownResource when there is no such kind."""
    if kind not in KINDS:
        raise UnknownResource(f"no kind of resource is named {kind!r}")
    return _HERE / kind


def names(kind: str) -> tuple[str, ...]:
    """The file names of one kind, sorted."""
    return tuple(sorted(entry.name for entry in folder(kind).iterdir() if entry.is_file()))


def path(kind: str, name: str) -> Path:
    """The file of a kind and name; UnknownResource when it is not shipped (names hold no path parts)."""
    found = folder(kind) / name
    if found.parent != folder(kind) or not found.is_file():
        raise UnknownResource(f"no resource of the kind {kind} is named {name!r}")
    return found


def text(kind: str, name: str) -> str:
    """The text of a resource, as UTF-8."""
    return path(kind, name).read_text(encoding="utf-8")
