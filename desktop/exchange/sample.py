"""The sample case that is shipped, as a case of one's own."""

from pathlib import Path

import resources
from desktop.exchange import case_json
from desktop.exchange.case_merge import Merged


def write(path: Path, author: str = "", *, overwrite: bool = False) -> Merged:
    """Writes the sample case to a new file; db errors as ``Case.create``."""
    return case_json.create(path, resources.text("sample", "sample.json"), author=author, overwrite=overwrite)
