"""What is needed rarely: what was announced, validity, comment, state, parties, reporters, translation."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from db.vocabulary import ActorKind, PositionState, Wording
from desktop import words
from desktop.models import coding, languages, reporters
from desktop.views.coding_chain import ChainRows
from desktop.views.coding_section import Fault, Section, Sight, caption
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.date_field import DateField
from desktop.widgets.giving import GivingButton
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Offers, Option, fitting
from desktop.widgets.writing import Writing
from desktop.words import _

LONGEST = 2_000


class MoreSection(Section):
    """What is needed rarely: folded until something of it is there or it is asked for."""

    ends = Signal()
    """An earlier position is to be replaced or withdrawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = GivingButton()
        self.fold.setCheckable(True)
        self.inside = QWidget()
        self.announces = _line(_("What they announced they would do"))
        self.since = DateField(_("Valid from"))
        self.until = DateField(_("Valid until"))
        self.fault = Fault()
        self.state = PickField(_("State"))
        self.parties = PickField(_("Parties"))
        self.chain = ChainRows()
        self.reported = self.chain.first
        self.language = PickField(_("Language of the words"))
        self.translator = _line(_("Translated by"))
        self.translation = Writing(_("Translation"))
        self.comment = Writing(_("Comment"))
        self.end = GivingButton(_("Replace or withdraw an earlier position …"), "corner-down-right")
        self._lay_out()
        self._connect()
        self._unfold()

    def stops(self) -> Iterable[QWidget]:
        """From what was announced to the translation."""
        return (
            self.fold,
            self.announces,
            self.since.line,
            self.until.line,
            self.comment,
            self.state,
            self.parties,
            *self.chain.stops(),
            self.language,
            self.translator,
            self.translation,
            self.end,
        )

    def show_draft(self, sight: Sight) -> None:
        """Shows what is there of it."""
        draft, point, quoted = sight.draft, sight.here, sight.quoted
        for field, text in ((self.announces, point.announces), (self.translator, quoted.translator if quoted else "")):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)
                field.setModified(False)
        for writing, text in ((self.comment, point.comment), (self.translation, quoted.translation if quoted else "")):
            if not writing.hasFocus() and writing.text() != text:
                writing.setPlainText(text)
        for date, day in ((self.since, point.since), (self.until, point.until)):
            if not date.line.hasFocus():
                date.show_date(day, _("not said"))
        automatic = _("{state}, by its wording").format(state=words.position_state(coding.state_of(draft, point)))
        self.state.show_value(words.position_state(point.state) if point.state else automatic, quiet=not point.state)
        self._show_people(sight)
        self.language.setEnabled(quoted is not None)
        language = quoted.language if quoted is not None else None
        told = languages.name(language) if language else _("that of the source")
        self.language.show_value(told, quiet=not language)
        other = bool(language) or bool(quoted and (quoted.translation or quoted.wording is Wording.TRANSLATION))
        for part in (self._translator_row, self.translation):
            part.setVisible(other)
        if self.full():
            self.fold.setChecked(True)
        self._unfold()

    def anchor(self) -> QRect:
        """Where a list about earlier positions opens."""
        return QRect(self.end.mapTo(self.window(), QPoint(0, 0)), self.end.size())

    def full(self) -> bool:
        """Whether something of it is there."""
        sight = self.sight
        if sight is None:
            return False
        point, quoted = sight.here, sight.quoted
        own = (point.announces, point.since, point.until, point.comment, sight.draft.parties, sight.draft.reported_by)
        foreign = bool(quoted and (quoted.language or quoted.translation or quoted.translator))
        return any(own) or foreign or point.state not in (None, PositionState.CODED)

    def commit(self) -> bool:
        """Takes what stands in the fields; False when something is wrong there, with the keyboard on it."""
        self._take_lines()
        for date in (self.since, self.until):
            if not date.commit():
                return self._refuse(date)
        since, until = (self.sight.here.since, self.sight.here.until) if self.sight is not None else (None, None)
        if since is not None and until is not None and until.first <= since.first:
            self.fault.tell(_("“Until” is not after “from”: it would never be valid."))
            return self._refuse(self.until)
        self.fault.tell("")
        return True

    def _refuse(self, field: QWidget) -> bool:
        self.fold.setChecked(True)
        field.setFocus()
        return False

    def _show_people(self, sight: Sight) -> None:
        known, draft = sight.speakers, sight.draft
        joined = words.listing([known.name(each) for each in draft.parties])
        self.parties.show_value(joined or _("nobody else joins in it"), quiet=not joined)
        self.chain.show_chain([known.name(each) for each in draft.reported_by], known.name(draft.speaker))

    def _unfold(self) -> None:
        on = self.fold.isChecked()
        self.inside.setVisible(on)
        self.fold.setText(_("Less") if on else _("More: comment, parties, validity, translation"))
        self.fold.set_icon("chevron-up" if on else "chevron-down")
        self.fold.updateGeometry()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (text, field) in enumerate(((_("Valid from"), self.since), (_("Until (no longer)"), self.until))):
            grid.addWidget(caption(text, field), 0, place)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        self._translator_row = QWidget()
        row = QVBoxLayout(self._translator_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(caption(_("Translated by"), self.translator))
        row.addWidget(self.translator)
        row.addWidget(caption(_("Translation"), self.translation))
        column.addWidget(caption(_("What they announced they would do"), self.announces))
        column.addWidget(self.announces)
        column.addLayout(grid)
        column.addWidget(self.fault)
        for text, part in (
            (_("Comment"), self.comment),
            (_("State"), self.state),
            (_("Parties that join in it"), self.parties),
        ):
            column.addWidget(caption(text, part))
            column.addWidget(part)
        column.addWidget(caption(_("Reported by"), self.reported))
        column.addWidget(self.chain)
        column.addWidget(caption(_("Language of the words"), self.language))
        column.addWidget(self.language)
        column.addWidget(self._translator_row)
        column.addWidget(self.translation)
        column.addWidget(self.end)
        self.column.addWidget(self.fold)
        self.column.addWidget(self.inside)

    def _connect(self) -> None:
        self.fold.toggled.connect(lambda _on: self._unfold())
        self.announces.editingFinished.connect(self._take_lines)
        self.translator.editingFinished.connect(self._take_lines)
        self.comment.textChanged.connect(self._take_writing)
        self.translation.textChanged.connect(self._take_writing)
        self.since.dated.connect(lambda day: self.edit_point(since=day))
        self.until.dated.connect(lambda day: self.edit_point(until=day))
        self.state.clicked.connect(self._ask_state)
        self.parties.clicked.connect(self._ask_parties)
        self.chain.asked.connect(self._ask_link)
        self.chain.removed.connect(lambda link: self._take_link(link, ()))
        self.language.clicked.connect(self._ask_language)
        self.end.clicked.connect(self.ends)

    def _take_lines(self) -> None:
        sight = self.sight
        if sight is None:
            return
        announces, translator = self.announces.text().strip(), self.translator.text().strip()
        self.announces.setModified(False)
        self.translator.setModified(False)
        if announces != sight.here.announces:
            self.edit_point(announces=announces)
        if sight.quoted is not None and translator != sight.quoted.translator:
            self.edit_quotation(translator=translator)

    def _take_writing(self) -> None:
        sight = self.sight
        if sight is None:
            return
        comment, translation = self.comment.text(), self.translation.text()
        if self.comment.hasFocus() and comment != sight.here.comment:
            self.edit_point(comment=comment)
        if self.translation.hasFocus() and sight.quoted is not None and translation != sight.quoted.translation:
            self.edit_quotation(translation=translation)

    def _ask_state(self) -> None:
        if self.sight is None:
            return
        options = [
            Option(None, _("by its wording")),
            *(Option(each, words.position_state(each)) for each in PositionState),
        ]
        self.pick(
            self.state, _("State"), options, lambda keys: self.edit_point(state=keys[0]), (self.sight.here.state,)
        )

    def _ask_parties(self) -> None:
        if self.sight is not None:
            chosen = self.sight.draft.parties
            offers = self._people(chosen, persons_first=False)
            title = _("Parties that join in it")
            self.pick(self.parties, title, offers, self._take_parties, chosen, several=True)

    def _take_parties(self, keys: tuple[Any, ...]) -> None:
        self.edit(lambda draft: reporters.with_parties(draft, keys))

    def _ask_link(self, link: int) -> None:
        """Asks who reported it, or from whom the one before had it; *nobody* takes the link out."""
        if self.sight is None:
            return
        links = self.sight.draft.reported_by
        chosen = links[link : link + 1]
        before = self.sight.speakers.name(links[link - 1]) if 0 < link <= len(links) else ""
        title = _("From whom {name} had it").format(name=before) if before else _("Who reported it to the source")
        self.pick(
            self.chain.field(link),
            title,
            self._people(chosen, persons_first=True),
            partial(self._take_link, link),
            chosen,
        )

    def _take_link(self, link: int, keys: tuple[Any, ...]) -> None:
        self.edit(lambda draft: reporters.with_link(draft, link, keys))

    def _people(self, chosen: Sequence[int], *, persons_first: bool) -> Offers:
        """Offers all actors; a name that nobody has becomes a new one."""
        sight = self.sight
        assert sight is not None
        known = sight.speakers
        kinds = sorted(sight.actors, key=lambda each: (each.kind is ActorKind.PERSON) != persons_first)
        options = [
            Option(each.id, each.name, known.detail(each, sight.draft.said_on), icon=KIND_ICONS[str(each.kind)])
            for each in kinds
        ]
        find = fitting(options)

        def offers(typed: str) -> list[Option]:
            found = list(find(typed))
            text = " ".join(typed.split())
            if text and known.named(text) is None:
                found.append(Option(text, _("New actor “{name}”").format(name=text), icon="plus"))
            if chosen and not text:
                found.insert(0, Option(None, _("nobody")))
            return found

        return offers

    def _ask_language(self) -> None:
        options = [Option(None, _("that of the source"))]
        options += [Option(code, name, code) for code, name in languages.offered()]
        chosen = self.sight.quoted.language if self.sight is not None and self.sight.quoted is not None else None
        self.pick(
            self.language,
            _("Language of the words"),
            options,
            lambda keys: self.edit_quotation(language=keys[0]),
            (chosen,),
        )


def _line(name: str) -> QLineEdit:
    found = QLineEdit()
    found.setMaxLength(LONGEST)
    found.setAccessibleName(name)
    return found
