"""The confined child behind ``marks``."""

from typing import Any

from db import child
from desktop.exchange import pdf_marks
from desktop.exchange.documents.text import NotADocument


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Reads the marks of a file; one that cannot be read is an answer too."""
    try:
        return pdf_marks.read(data, job.get("password"), words=bool(job.get("words", True))), b""
    except NotADocument as refused:
        return {"error": refused.code, "facts": refused.facts}, b""


if __name__ == "__main__":
    child.serve(handle)
