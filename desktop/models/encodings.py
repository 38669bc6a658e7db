"""The encodings of texts on offer, by Python's names, with what they are for and how a file would read in each."""

from dataclasses import dataclass

from desktop.words import _

_SEEN = 48
"""So many bytes of a file are shown as they would read."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An encoding, what it is for, and a few words of the file read with it."""

    name: str
    use: str
    sample: str


def named() -> tuple[tuple[str, str], ...]:
    """Names, and what they are for."""
    return (
        ("utf-8", _("Unicode")),
        ("utf-16", _("Unicode, two bytes")),
        ("cp1252", _("Western Europe, Windows")),
        ("iso8859-15", _("Western Europe, ISO")),
        ("mac_roman", _("Western Europe, old Macintosh")),
        ("cp1250", _("Central Europe, Windows")),
        ("iso8859-2", _("Central Europe, ISO")),
        ("cp1251", _("Cyrillic, Windows")),
        ("koi8_u", _("Ukrainian, KOI8-U")),
        ("koi8_r", _("Russian, KOI8-R")),
        ("cp866", _("Cyrillic, DOS")),
        ("iso8859-5", _("Cyrillic, ISO")),
        ("mac_cyrillic", _("Cyrillic, old Macintosh")),
        ("cp1253", _("Greek, Windows")),
        ("cp1254", _("Turkish, Windows")),
        ("cp1255", _("Hebrew, Windows")),
        ("cp1256", _("Arabic, Windows")),
        ("cp1257", _("Baltic, Windows")),
        ("gb18030", _("Chinese, simplified")),
        ("big5hkscs", _("Chinese, traditional")),
        ("cp932", _("Japanese, Shift JIS")),
        ("euc_jp", _("Japanese, EUC")),
        ("cp949", _("Korean")),
        ("cp874", _("Thai")),
    )


def offered(data: bytes) -> tuple[Offered, ...]:
    """All of them, each with how a part of the file that is not plain ASCII would read."""
    sample = _telling(data)
    return tuple(Offered(name, use, _read(sample, name)) for name, use in named())


def _telling(data: bytes) -> bytes:
    """The first part of a file in which encodings differ."""
    first = next((place for place, byte in enumerate(data[:1_000_000]) if byte > 127), 0)
    start = max(0, first - _SEEN // 4)
    return data[start - start % 4 : start + _SEEN]


def _read(sample: bytes, name: str) -> str:
    return " ".join(sample.decode(name, "replace").split())
