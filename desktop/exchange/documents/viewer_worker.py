"""The confined child behind ``pdf_viewer``: it keeps some PDFs open and answers questions about their pages."""

from collections import OrderedDict
from typing import Any

from db import child
from desktop.exchange.documents import pdf, pdf_boxes
from desktop.exchange.documents.text import NotADocument

MISSING = "missing"
"""The answer when the document is not open here: it is to be sent again."""

_MOST_OPEN = 3
_open: "OrderedDict[str, Any]" = OrderedDict()


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Answers a question about a document; ``job["document"]`` names it, and ``data`` is its bytes when it is sent."""
    try:
        if data:
            _take(job, data)
        document = _open.get(job["document"])
        if document is None:
            return {MISSING: True}, b""
        _open.move_to_end(job["document"])
        return _answer(job, document)
    except NotADocument as refusal:
        return {"error": refusal.code, "facts": refusal.facts}, b""


def _take(job: dict[str, Any], data: bytes) -> None:
    _open[job["document"]] = pdf.opened(data, job.get("password"))
    while len(_open) > _MOST_OPEN:
        _name, oldest = _open.popitem(last=False)
        oldest.close()


def _answer(job: dict[str, Any], document: Any) -> tuple[dict[str, Any], bytes]:
    if job["ask"] == "sizes":
        return {"sizes": [document.get_page_size(number) for number in range(len(document))]}, b""
    if not 0 <= job["page"] < len(document):
        raise NotADocument("document-damaged", detail="page")
    if job["ask"] == "boxes":
        return {}, pdf_boxes.boxes(document, job["page"]).packed()
    part = tuple(job["part"]) if job["part"] else None
    drawn = pdf_boxes.picture(document, job["page"], job["scale"], part)
    told = {"width": drawn.width, "height": drawn.height, "stride": drawn.stride, "scale": drawn.scale}
    return told, drawn.pixels


if __name__ == "__main__":
    child.serve(handle)
