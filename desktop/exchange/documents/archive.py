"""ZIP files as documents use them (DOCX, ODT, EPUB), opened with care: members by known names, never onto the disk."""

import zipfile
import zlib
from io import BytesIO

from desktop.exchange.documents.text import NotADocument

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 200 << 20
LARGEST_IN_ALL = 500 << 20
HIGHEST_RATIO = 200
_SMALL = 1 << 20  # a member may be packed however well when it is no larger


class Archive:
    """A ZIP file whose members say that they are neither too many, too large, packed too well nor one inside another.

    Raises:
        NotADocument: document-damaged, document-too-complex or document-encrypted.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as fault:
            raise NotADocument("document-damaged", detail=str(fault)) from fault
        members = self._file.infolist()
        _check_sizes(members)
        _check_places(members)
        self._names = {member.filename: member for member in members if _plain_name(member)}
        self._read = 0

    @property
    def names(self) -> frozenset[str]:
        """The names of all members whose name is a plain path."""
        return frozenset(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a member; empty when there is none."""
        member = self._names.get(name)
        if member is None:
            return b""
        if member.flag_bits & 1:
            raise NotADocument("document-encrypted")
        try:
            with self._file.open(member) as opened:
                data = opened.read(LARGEST_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as fault:
            raise NotADocument("document-damaged", detail=str(fault)) from fault
        self._read += len(data)
        if len(data) > LARGEST_MEMBER or self._read > LARGEST_IN_ALL:
            raise NotADocument("document-too-complex")
        return data


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """Nothing is unpacked before all declared sizes are known to be bearable."""
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_IN_ALL:
        raise NotADocument("document-too-complex")
    for member in members:
        packed_well = member.file_size > _SMALL and member.file_size > HIGHEST_RATIO * max(1, member.compress_size)
        if member.file_size > LARGEST_MEMBER or packed_well:
            raise NotADocument("document-too-complex")


def _check_places(members: list[zipfile.ZipInfo]) -> None:
    """No member may lie inside another one."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise NotADocument("document-too-complex")
        end = member.header_offset + member.compress_size


def _plain_name(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    parts = name.split("/")
    return not ("\x00" in name or "\\" in name or ":" in parts[0] or name.startswith("/") or ".." in parts)
