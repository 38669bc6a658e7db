"""The way from a text to the pages of its PDF, as it is kept: packed by whoever reads documents, under a digest.

The bytes begin with a mark and the SHA-256 of what follows and of the file that they belong to, so that damage, or the
way of another file, is found out before anybody follows it.
"""

import hashlib
import zlib

_MARK = b"way1"
_SIZE = hashlib.sha256().digest_size
_LARGEST = 64 << 20


def sealed(packed: bytes, original: str) -> bytes:
    """A packed way as it is kept with the original of a digest."""
    return _MARK + _digest(packed, original) + packed


def opened(kept: bytes, original: str) -> bytes | None:
    """The packed way that is kept with an original; None when it is not what was kept.

    One without a digest was kept by a version before there were any; what it is packed with has a sum of its own.
    """
    if not kept.startswith(_MARK):
        return kept if _unpacks(kept) else None
    digest, packed = kept[len(_MARK) : len(_MARK) + _SIZE], kept[len(_MARK) + _SIZE :]
    return packed if digest == _digest(packed, original) else None


def _digest(packed: bytes, original: str) -> bytes:
    return hashlib.sha256(original.encode() + packed).digest()


def _unpacks(packed: bytes) -> bool:
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed, _LARGEST)
    except zlib.error:
        return False
    return unpacking.eof
