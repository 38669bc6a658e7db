"""What is marked in the source that is read, for the text, its margin and the strip beside it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db.records import Quotation
from desktop.models.foreign_marks import MarkLine
from desktop.models.passages import NotePlace, Passage, Suggested
from desktop.widgets.source_map import Tick
from desktop.widgets.source_margin import MarginLabel
from desktop.widgets.stretches import Stretch, Stretches
from desktop.words import _

FINEST = 600
"""So many suggestions at most have a tick of their own on the strip, which is no higher than that in pixels."""
FOREIGN = "message-square"
"""The icon of a mark that was made elsewhere."""


@dataclass(frozen=True, slots=True)
class _Foreign:
    start: int
    end: int
    told: str
    line: MarkLine


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Coded passages, notes and suggestions in reading order, and ``foreign`` marks, which were made elsewhere;
    ``looked`` is the passage that is looked at, and ``at_hand`` the number of the suggestion that is.
    """

    passages: tuple[Passage, ...] = ()
    notes: tuple[NotePlace, ...] = ()
    foreign: tuple[MarkLine, ...] = ()
    suggested: Sequence[Suggested] = ()
    at_hand: int | None = None
    looked: Quotation | None = None

    def stretches(self) -> Stretches:
        """Every passage in its colour, the one looked at over them; one that is not coded is shown too."""
        coded = [Stretch(each.start, each.end, each.fill, each.edge, each.lane) for each in self.passages]
        coded += [Stretch(each.start, each.end, "handTint", "handMark", dotted=True) for each in self.notes]
        coded += [Stretch(each.start, each.end, "handTint", "handMark") for each in self._placed()]
        if self.looked is not None:
            here = self.number() - 1
            if here >= 0:
                coded[here] = replace(coded[here], found=True)
            else:
                coded.append(Stretch(self.looked.start, self.looked.end, "sel", "accent", found=True))
        return Stretches(coded, self.suggested, self.at_hand)

    def number(self) -> int:
        """Which passage is looked at, from 1; 0 when none is."""
        looked = self.looked.id if self.looked is not None else None
        return next((n for n, each in enumerate(self.passages, 1) if each.quotation.id == looked), 0)

    def labels(self) -> list[MarginLabel]:
        """Who says each passage, and the notes, from above."""
        labels = [
            MarginLabel(each.start, each.mark, each.edge, each.speaker, each.act, each.told) for each in self.passages
        ]
        labels += [
            MarginLabel(each.start, "", "handMark", _("Note"), each.told, f"{_('Note')}: {each.told}", "sticky-note")
            for each in self.notes
        ]
        labels += [
            MarginLabel(each.start, "", "hand", each.line.mark.author or _("Mark"), each.line.body, each.told, FOREIGN)
            for each in self._placed()
        ]
        return sorted(labels, key=lambda each: each.position)

    def labelled(self, label: MarginLabel) -> Passage | str | None:
        """The passage that a label stands beside, or the key of the foreign mark."""
        here = [each for each in self.passages if each.start == label.position and each.told == label.told]
        foreign = [each for each in self._placed() if each.start == label.position and each.told == label.told]
        return here[0] if here else foreign[0].line.mark.key if foreign and label.icon == FOREIGN else None

    def ticks(self, length: int) -> list[Tick]:
        """The strip beside a text of some length; what is coded is painted last."""
        whole = max(1, length)
        looked = self.looked.id if self.looked is not None else None
        ticks = [Tick(each.start / whole, each.end / whole, "hand", each.told) for each in self._placed()]
        ticks += [Tick(each.start / whole, each.end / whole, "line", each.why) for each in self._few(whole)]
        ticks += [Tick(each.start / whole, each.end / whole, "handMark", each.told) for each in self.notes]
        for each in self.passages:
            token = "accent" if each.quotation.id == looked else each.edge
            ticks.append(Tick(each.start / whole, each.end / whole, token, each.told))
        return ticks

    def ticked(self, number: int, length: int) -> Passage | str | int:
        """What a tick stands for: a passage, the key of a foreign mark, or the place of something else."""
        others: list[int | str] = [each.line.mark.key for each in self._placed()]
        others += [each.start for each in self._few(max(1, length))]
        others += [each.start for each in self.notes]
        return others[number] if number < len(others) else self.passages[number - len(others)]

    def _placed(self) -> list["_Foreign"]:
        return [_Foreign(each.mark.start, each.mark.end, each.told, each) for each in self.foreign if each.placed]

    def _few(self, whole: int) -> Iterator[Suggested]:
        """The suggestions, or as many of them as the strip can tell apart."""
        if len(self.suggested) <= FINEST:
            yield from self.suggested
            return
        row = 0
        while row < len(self.suggested):
            yield self.suggested[row]
            beyond = self.suggested[row].start + whole // FINEST
            row = max(row + 1, bisect_left(self.suggested, beyond, lo=row, key=lambda each: each.start))
