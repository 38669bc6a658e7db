"""Rich Text Format: the words, in any code page, with footnotes at the end; nothing that is hidden or was deleted."""

import re
from dataclasses import dataclass, replace

from db.moments import Moment
from desktop.exchange.documents import dates, encodings, kinds, titles
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.text import NotADocument, normalised, seems_written

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
# fmt: off
_LETTERS = {
    "par": "\n", "sect": "\n", "page": "\n", "line": "\n", "row": "\n", "nestrow": "\n", "cell": "\t", "nestcell": "\t",
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}
_SIGNS = {
    "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n", "\t": "\t",
}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}
# fmt: on
_RUNNING = ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf")
_IGNORED_NAMES = (
    "colortbl stylesheet pict objdata fldinst filetbl listtable listoverridetable revtbl rsidtbl generator themedata "
    "colorschememapping datastore latentstyles xmlnstbl nonesttables bkmkstart bkmkend xe tc template operator"
)
_IGNORED = frozenset((*_RUNNING, *_IGNORED_NAMES.split()))
_MOST_NESTED = 10_000
_TELLING = 200  # characters that tell words from rubbish


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces; ``into`` names what its words become."""

    into: str = "text"
    font: int = -1
    skip: int = 1  # how many characters stand in for one that is given by number
    hidden: bool = False
    deleted: bool = False


def read(data: bytes) -> Parsed:
    """Text and metadata of an RTF file.

    Raises:
        NotADocument: document-damaged, document-too-complex or document-empty.
    """
    reader = _Reader(data.decode("latin-1"))
    reader.run()
    text = normalised(_paired(reader.words())).strip("\n")
    if not text.strip():
        raise NotADocument("document-empty")
    if len(text) > _TELLING and not seems_written(text):
        raise NotADocument("document-damaged", detail="RTF")
    info = {name: _paired("".join(parts)) for name, parts in reader.held.items() if name.startswith("info ")}
    title = titles.cleaned(info.get("info title"))
    proposal = Proposal(
        title=title,
        author=titles.line(info.get("info author")),
        published=reader.created(),
        kind=kinds.by_title(title),
    )
    return Parsed(text, proposal, (Notice("headers-left-out"),) if reader.ran else ())


class _Reader:
    def __init__(self, source: str) -> None:
        self.held: dict[str, list[str]] = {"text": []}
        self.ran = False  # there was a running header or footer
        self._source = source
        self._stack: list[_Group] = []
        self._now = _Group()
        self._starred = False
        self._bytes = bytearray()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._due = 0  # characters still to be skipped
        self._notes = 0
        self._date: dict[str, str] = {}

    def run(self) -> None:
        """Reads it all."""
        place, size = 0, len(self._source)
        while place < size:
            match = _TOKEN.match(self._source, place)
            if match is None:
                raise NotADocument("document-damaged")
            place = match.end()
            word, number, code, sign, brace, words = match.groups()
            if words is not None:
                self._words(words)
            elif word is not None:
                place += self._control(word, None if number is None else int(number))
            elif code is not None:
                self._byte(int(code, 16))
            elif brace is not None:
                self._open() if brace == "{" else self._close()
            elif sign is not None:
                self._sign(sign)
        self._flush()

    def words(self) -> str:
        """The text, the footnotes at its end."""
        notes = [
            f"\n[{number}] " + "".join(self.held[f"note {number}"]).strip() for number in range(1, self._notes + 1)
        ]
        return "".join(self.held["text"]) + "".join(notes)

    def created(self) -> Moment | None:
        """When it says that it was made."""
        return dates.moment(self._date.get("yr"), self._date.get("mo"), self._date.get("dy"))

    def _open(self) -> None:
        self._flush()
        if len(self._stack) > _MOST_NESTED:
            raise NotADocument("document-too-complex")
        self._stack.append(self._now)
        self._starred, self._due = False, 0

    def _close(self) -> None:
        self._flush()
        self._now = self._stack.pop() if self._stack else _Group()
        self._due = 0

    def _words(self, words: str) -> None:
        if self._due:
            skipped = min(self._due, len(words))
            self._due -= skipped
            words = words[skipped:]
        if self._now.into != "nothing":
            self._bytes += words.encode("latin-1")

    def _byte(self, code: int) -> None:
        if self._due:
            self._due -= 1
        elif self._now.into != "nothing":
            self._bytes.append(code)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif self._due:
            self._due -= 1
        else:
            self._put(_SIGNS.get(sign, ""))

    def _control(self, word: str, number: int | None) -> int:
        """Obeys a control word; says how many bytes after it are no text."""
        starred, self._starred = self._starred, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._due = self._now.skip
        elif word in _LETTERS:
            self._put(_LETTERS[word])
        elif not self._format(word, number):
            self._destination(word, starred)
        return 0

    def _format(self, word: str, number: int | None) -> bool:
        """Obeys a word on how what follows is to be read; False for another word."""
        if word in ("f", "fcharset", "ansicpg", "plain", "v", "deleted"):
            self._flush()
        now, on = self._now, number != 0
        if word == "f":
            self._now = replace(now, font=number or 0)
        elif word == "uc":
            self._now = replace(now, skip=min(max(number or 0, 0), 9))
        elif word == "v":
            self._now = replace(now, hidden=on)
        elif word == "deleted":
            self._now = replace(now, deleted=on)
        elif word == "plain":
            self._now = replace(now, hidden=False, deleted=False)
        elif word == "fcharset":
            self._fonts[now.font] = _CHARSETS.get(number or 0, "")
        elif word == "ansicpg":
            self._page = encodings.known(f"cp{number}") or "cp1252"
        elif word in ("yr", "mo", "dy") and now.into == "info creatim":
            self._date.setdefault(word, str(number))
        else:
            return False
        return True

    def _destination(self, word: str, starred: bool) -> None:
        """A word that may say what the words of this group are for."""
        into = self._now.into
        if word == "footnote" and into == "text":
            self._notes += 1
            self._put(f"[{self._notes}]")
            into = f"note {self._notes}"
        elif word in ("info", "fonttbl"):
            into = word
        elif into.startswith("info"):
            into = f"info {word}" if word in ("title", "author", "creatim") else into
        elif starred or word in _IGNORED:
            self.ran = self.ran or word in _RUNNING
            into = "nothing"
        if into != self._now.into:
            self._flush()
            self._now = replace(self._now, into=into)

    def _put(self, letters: str) -> None:
        self._flush()
        self._keep(letters)

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._now.font) or self._page
            self._keep(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _keep(self, letters: str) -> None:
        now = self._now
        if now.into != "nothing" and not now.hidden and not now.deleted:
            self.held.setdefault(now.into, []).append(letters)


def _paired(text: str) -> str:
    """Characters that were given as two halves, as one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
