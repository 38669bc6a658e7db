"""Messages over a pipe: some JSON and some bytes, each with its length before it."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

_HEAD = struct.Struct(">QQ")


class TooLarge(ValueError):
    """A message is larger than its reader takes."""


def packed(told: Mapping[str, Any], data: bytes = b"") -> list[bytes]:
    """A message in parts, to be written one after another."""
    head = json.dumps(told).encode("ascii")
    return [_HEAD.pack(len(head), len(data)), head, data]


def unpacked(pipe: IO[bytes], largest: int) -> tuple[dict[str, Any], bytes]:
    """The next message; EOFError when the pipe ends, ValueError when it is none, TooLarge when it is too large."""
    head, data = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if head + data > largest:
        raise TooLarge
    told = json.loads(_exactly(pipe, head))
    if not isinstance(told, dict):
        raise ValueError("no message")
    return told, _exactly(pipe, data)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
