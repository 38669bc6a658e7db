"""The confined child that looks through portions of a long text, after everything else that the machine has to do."""

import os
import pickle
from typing import Any

from db import child
from desktop.exchange.suggestions.portions import told
from desktop.exchange.suggestions.suggest import suggest


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Looks through a portion: who is known, then the text from a little before it on."""
    known = job["known"]
    actors, language, affiliations = pickle.loads(data[:known])  # noqa: S301 - from our own parent
    text = data[known:].decode("utf-8", "surrogatepass")
    return {"found": told(suggest(text, actors, language, affiliations), job["from"])}, b""


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)
    child.serve(handle)
