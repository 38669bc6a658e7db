"""A brief as the plain data that the template prints, and the comments that are made of its remarks."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from desktop import words
from desktop.reports.brief import Brief
from desktop.reports.pieces import NAME, Piece, right_to_left, shortened, words_of
from desktop.reports.remarks import Remark, signed
from desktop.words import _

RUNNING = 48
"""Characters of the title in the head of a page."""


def pages(brief: Brief) -> dict[str, Any]:
    """Everything that the template prints: text alone."""
    told: dict[str, Any] = plain(brief)
    told["sections"] = [one | {"running": _short(one["title"]["text"])} for one in told["sections"]]
    told["remarks"] = [_remark(remark) for remark in brief.remarks]
    for key in ("findings", "timestamp", "as_of", "colour", "fonts"):
        del told[key]
    return told | {
        "product": words.PRODUCT,
        "running": _short(brief.title),
        "as-of-line": _("On the record as of {date}").format(date=brief.as_of) if brief.as_of else "",
        "description": brief.cover.subtitle,
        "contents": _contents(brief),
    }


def comments(brief: Brief) -> list[dict[str, Any]]:
    """The notes and assessments as they go into comments of the PDF."""
    return [_comment(remark) for remark in brief.remarks]


def plain(value: Any) -> Any:
    """Frozen records as dictionaries, tuples as lists; all else as it is."""
    kind: Any = type(value)
    if kind is str or kind is bool or kind is int:
        return value
    if kind is tuple or kind is list:
        return [plain(one) for one in value]
    if kind is dict:
        return {key: plain(one) for key, one in value.items()}
    names = _names(kind)
    return {name: plain(getattr(value, name)) for name in names} if names is not None else value


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a frozen record; None for what is none."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else None


def _short(title: str) -> str:
    return shortened(title, RUNNING)


def _contents(brief: Brief) -> list[dict[str, Any]]:
    told: list[tuple[str, str, int]] = []
    for part in brief.parts:
        if part == "scenarios":
            told += [(section.id, shortened(section.short, NAME), section.level) for section in brief.sections]
        elif part != "cover":
            told.append((part, brief.labels[part], 1))
    return [{"id": id_, "title": title, "level": level} for id_, title, level in told]


def _remark(remark: Remark) -> dict[str, Any]:
    body = Piece(remark.contents, rtl=right_to_left(remark.contents))
    return {
        "id": remark.id,
        "label": remark.label,
        "assessment": remark.assessment,
        "subject": plain(remark.subject),
        "body": plain(body),
        "signed": signed(remark.author, remark.at),
        "remarks": list(remark.remarks),
        "at": remark.named,
        "answers": [_remark(answer) for answer in remark.answers],
    }


def _comment(remark: Remark) -> dict[str, Any]:
    subject = _("Assessment") if remark.assessment else _("Note")
    return {
        "id": remark.id,
        "uid": remark.uid,
        "author": remark.author,
        "at": remark.at,
        "contents": remark.contents,
        "subject": f"{subject}: {words_of(remark.subject)}",
        "answers": [_comment(answer) for answer in remark.answers],
    }
