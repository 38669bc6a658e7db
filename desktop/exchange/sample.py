"""The sample case that is shipped, as a case of one's own."""

from pathlib import Path

import resources
from db.known import Known
from desktop.exchange import case_json
from desktop.exchange.case_merge import Merged


def write(path: Path, author: str = "", *, overwrite: bool = False, known: Known | None = None) -> Merged:
    """Writes the sample case to a new file; ``known`` and db errors as ``Case.create``."""
    text = resources.text("sample", "sample.json")
    return case_json.create(path, text, author=author, overwrite=overwrite, known=known)
