"""The confined child that marks passages in a PDF: the marks as JSON and the file in, the marked file out."""

import base64
import contextlib
from typing import Any

from db import child
from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.text import NotADocument
from desktop.reports import mark_pdf
from desktop.reports.letters import bare


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Marks a file, as a job of the parent; a file that cannot be marked is an answer too."""
    marks = [one | {"comment": bare(one["comment"])} for one in job["marks"]]
    try:
        done = mark_pdf.mark(data, marks, job["digest"], job.get("password"), _kept(job))
    except NotADocument as refusal:
        return {"error": refusal.code, "facts": refusal.facts}, b""
    told = {
        "comments": done.comments,
        "missing": list(done.missing),
        "signed": done.signed,
        "rewritten": done.rewritten,
    }
    return told, done.pdf


def _kept(job: dict[str, Any]) -> PageMap | None:
    """The map of pages that the case kept; one that cannot be read is made anew."""
    with contextlib.suppress(ValueError):
        return PageMap.unpacked(base64.b64decode(job.get("pages") or ""))
    return None


if __name__ == "__main__":
    child.serve(handle)
