"""Who said it and for whom: a name found in any of its scripts, or a new actor in place."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.vocabulary import ActorKind, Stance
from desktop import words
from desktop.models import coding, speakers
from desktop.models.coding import Draft
from desktop.views.coding_section import Fault, Section, Sight, caption
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.giving import GivingButton
from desktop.widgets.offer_field import OfferField
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, fitting
from desktop.widgets.text import Paragraph
from desktop.words import _, isolated

STRUCK = {str(place): stance for place, stance in enumerate(Stance, 1)}
"""The stances by their digits."""


class SpeakerSection(Section):
    """The speaker, and beneath for whom; ``taken`` tells that a speaker was taken."""

    taken = Signal()
    struck = Signal(object)
    """A digit was struck while a name that the text gives still stood there: the stance that it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: tuple[int, ...] = ()
        """Who is offered first: whom the text names near the words, then who was quoted from it last."""
        self.field = OfferField(_("Speaker"), "user")
        self.fault = Fault()
        self.holder = PickField(_("Speaks for"))
        self.told = Paragraph(role="dense")
        self.make_so = GivingButton("", "plus")
        self._pending = self._proposed = ""
        self._for = QWidget()
        row = QHBoxLayout(self._for)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        row.addWidget(caption(_("Speaks for"), self.holder))
        row.addWidget(self.holder, 1)
        for part in (caption(_("Speaker"), self.field), self.fault, self.field, self._for, self.told, self.make_so):
            self.column.addWidget(part)
        self.field.taken.connect(self._take)
        self.field.passed.connect(self._pass)
        self.field.edited.connect(self._typed)
        self.holder.clicked.connect(self._ask_holder)
        self.make_so.clicked.connect(self._make_so)

    def stops(self) -> Iterable[QWidget]:
        """The field, for whom, and what makes it so."""
        return (self.field.line, self.holder, self.make_so)

    def show_draft(self, sight: Sight) -> None:
        """Shows the speaker, and for whom that person spoke on that day."""
        draft, known = sight.draft, sight.speakers
        self.field.offer(self._offers, _("A part of any name"))
        if not self.field.asking() and not self._pending:
            self.field.show_text(known.name(draft.speaker))
        speaker = draft.speaker
        self._for.setVisible(speaker is not None)
        self.told.setVisible(speaker is not None)
        self.make_so.setVisible(False)
        if speaker is None:
            return
        self.fault.tell("")
        self._show_holder(sight, speaker)

    def propose(self, name: str) -> None:
        """A name that the text gives, and that is no actor yet: Enter makes it one."""
        self._pending = self._proposed = name
        self.field.show_text(name)

    def typed(self) -> str:
        """A name that was typed and not taken."""
        return self._pending

    def complain(self, text: str) -> None:
        """Says what is wrong, with the keyboard here."""
        self.fault.tell(text)
        self.field.setFocus()
        if self._pending:
            self.field.open_list()

    def forget(self) -> None:
        """Nothing is typed here any more."""
        self._pending = self._proposed = ""
        self.field.show_text("")
        self.fault.tell("")

    def _show_holder(self, sight: Sight, speaker: int) -> None:
        known, day, given = sight.speakers, sight.draft.said_on, sight.here.holder
        held = given if given is not None else known.held_by(speaker, day)
        actor = known.actor(held)
        itself = held == speaker
        name = (
            _("itself") if itself and actor.kind is not ActorKind.PERSON else _("nobody else") if itself else actor.name
        )
        self.holder.show_value(name, changed=given is not None and given != known.held_by(speaker, day))
        when = words.date(day) if day is not None else _("any day: undated")
        owned = known.speaks(speaker, held, day)
        if itself:
            told = ""
        elif owned:
            told = _("{role} · on {date}").format(role=known.detail(known.actor(speaker), day), date=when)
            best = [
                each for each in sight.snapshot.affiliations if each.member == speaker and each.of == held and each.role
            ]
            told = (
                _("{role}, on {date}").format(role=best[0].role, date=when)
                if best
                else _("on {date}").format(date=when)
            )
        else:
            told = _("Does not speak for {actor} on {date}: shown there as attributed, and not counted.").format(
                actor=isolated(actor.name), date=when
            )
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.make_so.setVisible(not owned)
        if not owned:
            speaks = _("{speaker} speaks for {actor}").format(speaker=known.name(speaker), actor=actor.name)
            self.make_so.setText(speaks)
            self.make_so.updateGeometry()

    def _offers(self, typed: str) -> list[Option]:
        if self.sight is None:
            return []
        known, day = self.sight.speakers, self.sight.draft.said_on
        found = [
            Option(
                each.actor.id,
                each.actor.name,
                " · ".join(part for part in (each.also, each.detail) if part),
                icon=KIND_ICONS[str(each.actor.kind)],
            )
            for each in known.offers(typed, day, self.first)
        ]
        name = " ".join(typed.split())
        if name and known.named(name) is None:
            found.append(Option(("new", name), _("New actor “{name}” …").format(name=name), icon="plus"))
        return found

    def _typed(self, text: str) -> None:
        if self._proposed and text[:-1] == self._proposed and text[-1] in STRUCK:
            self.field.show_text(self._proposed)
            self.struck.emit(STRUCK[text[-1]])
            return
        self._proposed = ""
        self._pending = text.strip()
        self.fault.tell("")
        if not text.strip() and self.sight is not None and self.sight.draft.speaker is not None:
            self.edit(lambda draft: replace(draft, speaker=None))

    def _take(self, key: Any) -> None:
        if isinstance(key, tuple):
            self._ask_kind(str(key[1]))
            return
        self._pending = ""
        self.edit(lambda draft: _spoken_by(draft, key))
        self.taken.emit()

    def _ask_kind(self, name: str) -> None:
        likely = speakers.guessed_kind(name)
        kinds = sorted(speakers.kinds(), key=lambda pair: pair[0] is not likely)
        options = [Option(kind, told, icon=KIND_ICONS[str(kind)]) for kind, told in kinds]
        self._pending = name

        def answer(kind: object) -> None:
            assert isinstance(kind, ActorKind)
            self._pending = ""
            self.edit(lambda draft: _with_speaker(draft, name, kind))
            self.taken.emit()

        self.field.ask(_("What is “{name}”?").format(name=name), options, answer)

    def _pass(self) -> None:
        """An empty Enter opens the list: a statement has a speaker."""
        self.field.open_list()

    def _ask_holder(self) -> None:
        if self.sight is None or self.sight.draft.speaker is None:
            return
        known, day, speaker = self.sight.speakers, self.sight.draft.said_on, self.sight.draft.speaker
        first = known.holders(speaker, day)
        rest = [actor.id for actor in self.sight.actors if actor.id not in first and actor.kind is not ActorKind.PERSON]
        default = _("as on record: {actor}").format(actor=known.name(known.held_by(speaker, day)))
        options = [Option(None, default)]
        for number in (*first, *rest):
            actor = known.actor(number)
            detail = _("itself") if number == speaker else "" if number in first else _("attributed, not counted")
            options.append(Option(number, actor.name, detail, icon=KIND_ICONS[str(actor.kind)]))
        find = fitting(options)

        def offers(typed: str) -> list[Option]:
            found, name = list(find(typed)), " ".join(typed.split())
            if name and known.named(name) is None:
                found.append(Option(("new", name), _("New actor “{name}” …").format(name=name), icon="plus"))
            return found

        self.pick(self.holder, _("Speaks for"), offers, self._take_holder, (self.sight.here.holder,))

    def _take_holder(self, keys: tuple[Any, ...]) -> None:
        key = keys[0]
        if not isinstance(key, tuple):
            self.edit_point(holder=key)
            return
        name = str(key[1])
        kinds = [each for each in speakers.kinds() if each[0] is not ActorKind.PERSON]
        options = [Option(kind, told, icon=KIND_ICONS[str(kind)]) for kind, told in kinds]
        self.pick(
            self.holder,
            _("What is “{name}”?").format(name=name),
            options,
            lambda kind: self._speak_for(name, kind[0]),
        )

    def _speak_for(self, name: str, kind: ActorKind) -> None:
        """A new actor, for whom the speaker speaks."""
        sight = self.sight
        if sight is None or sight.draft.speaker is None:
            return
        speaker, place = sight.draft.speaker, sight.point

        def made(draft: Draft) -> Draft:
            found, number = coding.with_actor(draft, name, kind)
            return coding.with_affiliation(found, speaker, number).with_point(place, holder=number)

        self.edit(made)

    def _make_so(self) -> None:
        """The speaker does speak for the one it was taken to speak for."""
        sight = self.sight
        if sight is not None and sight.draft.speaker is not None and sight.here.holder is not None:
            speaker, holder = sight.draft.speaker, sight.here.holder
            self.edit(lambda draft: coding.with_affiliation(draft, speaker, holder))


def _spoken_by(draft: Draft, actor: int) -> Draft:
    """Another speaker: for whom the one before spoke no longer matters."""
    points = tuple(replace(point, holder=None) for point in draft.points)
    return draft if draft.speaker == actor else replace(draft, speaker=actor, points=points, ends=())


def _with_speaker(draft: Draft, name: str, kind: ActorKind) -> Draft:
    found, number = coding.with_actor(draft, name, kind)
    return _spoken_by(found, number)
