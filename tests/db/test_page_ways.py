"""The way from a text to its pages is followed only when it is the one that was kept with that file."""

import zlib

import pytest

from db.page_ways import opened, sealed

PACKED = zlib.compress(b"a way from a text to its pages")


def test_what_was_kept_is_what_comes_back():
    assert opened(sealed(PACKED, "digest"), "digest") == PACKED


def test_that_of_another_file_is_not_followed():
    assert opened(sealed(PACKED, "digest"), "another") is None


@pytest.mark.parametrize("old", [False, True])
def test_every_bit_that_turned_is_noticed(old):
    """With a digest, and as it was kept before there were any."""
    kept = PACKED if old else sealed(PACKED, "digest")
    assert opened(kept, "digest") == PACKED
    for bit in range(8 * len(kept)):
        spoilt = bytearray(kept)
        spoilt[bit // 8] ^= 1 << bit % 8
        found = opened(bytes(spoilt), "digest")
        assert found is None or zlib.decompress(found) == zlib.decompress(PACKED), bit
