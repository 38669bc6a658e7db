"""Every word the program says about the record, once: on screen, in the terminal and on paper alike.

Strings are translatable with gettext, since the commands speak without Qt. Use ``_`` for a sentence, ``count`` for a
number of things, and the functions below for the vocabularies of the case. Dates stay as coarse as they were given.
"""

import gettext
import html
import unicodedata
from collections.abc import Mapping, Sequence

import resources
from db.vocabulary import (
    ActorKind,
    Confidence,
    Headline,
    LinkKind,
    PositionState,
    Reliability,
    SourceKind,
    SpeechAct,
    Stance,
    Standing,
    Verdict,
    Why,
    Wording,
)

PRODUCT = "Rapporteur"

_translation: gettext.NullTranslations = gettext.NullTranslations()


def use_language(*languages: str) -> None:
    """Speaks the first of these languages that is shipped, else English."""
    global _translation
    _translation = gettext.translation("rapporteur", resources.folder("locale"), languages, fallback=True)


def _(text: str) -> str:
    """A sentence in the reader's language."""
    return _translation.gettext(text) if text else ""


def count(number: int, one: str, many: str) -> str:
    """A number of things in words, such as ``count(3, "{n} statement", "{n} statements")``."""
    return _translation.ngettext(one, many, number).format(n=number)


def number(value: int) -> str:
    """A whole number with narrow blanks between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def stance(value: Headline | Stance) -> str:
    """What a cell or a position says, such as *Rejects*, *Contested* or *Silent*."""
    return {
        Headline.REJECTS: _("Rejects"),
        Headline.CONTESTED: _("Contested"),
        Headline.OPPOSES: _("Opposes"),
        Headline.NEUTRAL: _("Neutral"),
        Headline.ACCEPTS: _("Accepts"),
        Headline.SUPPORTS: _("Supports"),
        Headline.SILENT: _("Silent"),
    }[Headline.of(value) if isinstance(value, Stance) else value]


def plain(value: Headline) -> str:
    """The same in two or three characters, for text without marks."""
    marks = ("--", "+/-", "-", "0", "+", "++", ".")
    return marks[value]


def might(value: Headline) -> str:
    """The word of an open cell whose worst outcome is this one, such as *Opposes?*."""
    return _("{stance}?").format(stance=stance(value))


def either() -> str:
    """The word of an open cell that may fall on both sides."""
    return _("Either?")


def impossible() -> str:
    """The word of a cell whose scenario has no consistent completion."""
    return _("Impossible")


def verdict(value: Verdict) -> str:
    """The heading of the positions with one verdict."""
    return {
        Verdict.APPLIES: _("Applies"),
        Verdict.MIGHT: _("Might apply"),
        Verdict.FAILS: _("Does not apply"),
        Verdict.ELSEWHERE: _("On another subject"),
    }[value]


def why(value: Why, other: str = "") -> str:
    """Why a position counts or not; ``other`` names the statement that outdoes it, such as *no. 7*."""
    text = {
        Why.DECISIVE: _("Decides the cell"),
        Why.COUNTS: _("Counts"),
        Why.LESS_SPECIFIC: _("Less specific than {other}"),
        Why.OLDER: _("Older than {other}"),
        Why.LOWER_STANDING: _("Outranked by {other}"),
        Why.ATTRIBUTED: _("Attributed by somebody who does not speak for them; not counted"),
        Why.DRAFT: _("Draft; not counted"),
        Why.DISPUTED: _("Disputed; not counted"),
        Why.NOT_YET_SAID: _("Not yet said on that date"),
        Why.LEFT_OUT: _("Left out: not of the grades that count"),
        Why.SUPERSEDED: _("Superseded by {other}"),
        Why.WITHDRAWN: _("Withdrawn by {other}"),
        Why.NOT_VALID_THEN: _("Not valid on that date"),
        Why.ELSEWHERE: _("On another subject"),
        Why.FAILS: _("Its conditions do not hold here"),
    }[value]
    return text.format(other=other or _("another statement"))


def act(value: SpeechAct | None) -> str:
    """What the speaker did in saying it; empty when unknown."""
    if value is None:
        return ""
    return {
        SpeechAct.CLAIM: _("Claim"),
        SpeechAct.DENIAL: _("Denial"),
        SpeechAct.FORECAST: _("Forecast"),
        SpeechAct.ACCUSATION: _("Accusation"),
        SpeechAct.CRITICISM: _("Criticism"),
        SpeechAct.ENDORSEMENT: _("Endorsement"),
        SpeechAct.WELCOME: _("Welcome"),
        SpeechAct.APPEAL: _("Appeal"),
        SpeechAct.REQUEST: _("Request"),
        SpeechAct.DEMAND: _("Demand"),
        SpeechAct.PROPOSAL: _("Proposal"),
        SpeechAct.OFFER: _("Offer"),
        SpeechAct.PLEDGE: _("Pledge"),
        SpeechAct.ACCEPTANCE: _("Acceptance"),
        SpeechAct.CONCESSION: _("Concession"),
        SpeechAct.REFUSAL: _("Refusal"),
        SpeechAct.REJECTION: _("Rejection"),
        SpeechAct.WARNING: _("Warning"),
        SpeechAct.THREAT: _("Threat"),
        SpeechAct.ULTIMATUM: _("Ultimatum"),
        SpeechAct.DECLARATION: _("Declaration"),
        SpeechAct.RETRACTION: _("Retraction"),
        SpeechAct.NO_COMMENT: _("No comment"),
    }[value]


def actor_kind(value: ActorKind) -> str:
    """The kind of an actor."""
    return {
        ActorKind.PERSON: _("Person"),
        ActorKind.STATE: _("State"),
        ActorKind.ORGANISATION: _("Organisation"),
        ActorKind.COALITION: _("Coalition"),
        ActorKind.GROUP: _("Group"),
    }[value]


def actor_kinds(value: ActorKind) -> str:
    """The kind of several actors, as a heading."""
    return {
        ActorKind.PERSON: _("Persons"),
        ActorKind.STATE: _("States"),
        ActorKind.ORGANISATION: _("Organisations"),
        ActorKind.COALITION: _("Coalitions"),
        ActorKind.GROUP: _("Groups"),
    }[value]


def standing(value: Standing) -> str:
    """How far a member's words are those of the actor."""
    return {
        Standing.BINDS: _("binds it"),
        Standing.SPEAKS: _("speaks for it"),
        Standing.NONE: _("does not speak for it"),
    }[value]


def source_kind(value: SourceKind) -> str:
    """The kind of a source."""
    return {
        SourceKind.ARTICLE: _("Article"),
        SourceKind.TRANSCRIPT: _("Transcript"),
        SourceKind.STATEMENT: _("Statement"),
        SourceKind.INTERVIEW: _("Interview"),
        SourceKind.REPORT: _("Report"),
        SourceKind.POST: _("Post"),
        SourceKind.LETTER: _("Letter"),
        SourceKind.TREATY: _("Treaty"),
        SourceKind.OTHER: _("Other"),
    }[value]


def wording(value: Wording) -> str:
    """How a source gives the words."""
    return {
        Wording.VERBATIM: _("Verbatim"),
        Wording.TRANSLATION: _("Translation"),
        Wording.PARAPHRASE: _("Paraphrase"),
        Wording.SUMMARY: _("Summary"),
        Wording.HEADLINE: _("Headline"),
    }[value]


def position_state(value: PositionState) -> str:
    """Whether a position counts."""
    return {
        PositionState.DRAFT: _("Draft"),
        PositionState.CODED: _("Coded"),
        PositionState.DISPUTED: _("Disputed"),
    }[value]


def link_kind(value: LinkKind) -> str:
    """How a position ends another."""
    return {LinkKind.SUPERSEDES: _("supersedes"), LinkKind.WITHDRAWS: _("withdraws")}[value]


def confidence(value: Confidence | None) -> str:
    """The analyst's confidence; empty when not given."""
    if value is None:
        return ""
    return {
        Confidence.LOW: _("Low confidence"),
        Confidence.MODERATE: _("Moderate confidence"),
        Confidence.HIGH: _("High confidence"),
    }[value]


def reliability(value: Reliability | None) -> str:
    """An Admiralty grade of a source in words."""
    return {
        None: _("not graded"),
        Reliability.A: _("completely reliable"),
        Reliability.B: _("usually reliable"),
        Reliability.C: _("fairly reliable"),
        Reliability.D: _("not usually reliable"),
        Reliability.E: _("unreliable"),
        Reliability.F: _("reliability cannot be judged"),
    }[value]


def credibility(value: int | None) -> str:
    """An Admiralty grade of an item in words."""
    return (
        _("not graded"),
        _("confirmed by other sources"),
        _("probably true"),
        _("possibly true"),
        _("doubtful"),
        _("improbable"),
        _("truth cannot be judged"),
    )[value or 0]


def grade(source: Reliability | None, item: int | None) -> str:
    """Both Admiralty grades as one, such as *B2*; a dash stands for one that was not given, empty when both are."""
    if source is None and item is None:
        return ""
    return f"{source or '–'}{item or '–'}"


def months() -> tuple[str, ...]:
    """The short names of the months, from January."""
    names = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return tuple(names)


def date(text: object) -> str:
    """A coarse date as people write it: *2025*, *Sep 2025*, *5 Sep 2025*, *5 Sep 2025, 14:30*; *undated* for None."""
    if text is None:
        return _("undated")
    day, _sep, clock = str(text).partition("T")
    parts = day.split("-")
    shown = [parts[0]]
    if len(parts) > 1:
        shown.insert(0, months()[int(parts[1]) - 1])
    if len(parts) > 2:
        shown.insert(0, str(int(parts[2])))
    clock = clock[:5]
    return " ".join(shown) + (f", {clock}" if clock else "")


def listing(items: tuple[str, ...] | list[str]) -> str:
    """Several things in one phrase: *a*, *a and b*, *a, b and c*."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


def quoted(words: str) -> str:
    """Words on record in quotation marks, unless they bring their own."""
    return words if words[:1] in '“«„「"' else _("“{words}”").format(words=words)


def isolated(name: str) -> str:
    """A name fenced off, so that its direction does not turn the words round it (Unicode FSI and PDI)."""
    return f"\u2068{name}\u2069"


def as_tooltip(text: str) -> str:
    """A text as a tooltip shows it letter for letter, whatever stands in it."""
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>"


def folded(text: str) -> str:
    """A text without case and accents, letter for letter, to find words in it."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    low = letter.lower()
    base = unicodedata.normalize("NFD", low)[:1]
    return base if base and len(low) == 1 else letter


def error(exception: BaseException) -> str:
    """One sentence on an error of ours: what happened, what was kept, what to do.

    Errors carry a ``code`` and ``facts``; an error without a code is told by its class and text.
    """
    code = getattr(exception, "code", None)
    facts: Mapping[str, object] = getattr(exception, "facts", {})
    if not isinstance(code, str):
        return _("Something went wrong that should not: {what}.").format(what=_cause(exception))
    sentence = _errors().get(code)
    if sentence is None:
        told = ", ".join(f"{name} {value}" for name, value in facts.items())
        return f"{code.replace('-', ' ').replace('_', ' ').capitalize()}{': ' if told else ''}{told}."
    return sentence.format_map(_Facts(facts))


def suggested(found: str, sign: str, cue: str, by: str, mention: str) -> str:
    """Why a quotation was suggested: how it was found, the word that reports it, and what names the speaker."""
    how = {
        "marks": _("in quotation marks {sign}"),
        "dash": _("after a dash"),
        "that": _("told in other words"),
        "bare": _("told in other words"),
        "asked": _("what somebody asks for or promises"),
        "behind": _("told in other words"),
        "according": _("told in other words"),
    }.get(found, found)
    who = {
        "name": _("speaker named as “{mention}”"),
        "office": _("speaker by office, “{mention}”"),
        "pronoun": _("“{mention}” is the one named before"),
        "words": _("speaker called “{mention}”"),
        "before": _("goes on with “{mention}”, named before"),
    }.get(by, _("no speaker found"))
    parts = [
        how.format(sign=" ".join(sign)),
        _("reported by “{cue}”").format(cue=cue) if cue else "",
        who.format(mention=mention),
    ]
    return "; ".join(part for part in parts if part)


def arrived(original: str, left: Sequence[str]) -> str:
    """A case that came from elsewhere was taken in: where it is kept as it came, and what did not come along."""
    told = _("This case came from elsewhere: its record was taken over into a fresh file. As it came it is {name}.")
    rest = " " + _("Left behind: {what}.").format(what=listing(list(left))) if left else ""
    return told.format(name=original) + rest


def lost(table: str, odd: int, alone: int, gaps: int) -> str:
    """What of a table of a damaged case could not be saved."""
    told = _("{table}: {alone} without what they belong to, {odd} that made no sense, {gaps} places unreadable")
    return told.format(table=table.replace("_", " "), alone=alone, odd=odd, gaps=gaps)


def mended(rows: int, quotations: int, index: bool) -> list[str]:
    """What was repaired, a sentence each."""
    told = []
    if rows:
        told.append(
            count(rows, "{n} row was put back as the history says.", "{n} rows were put back as the history says.")
        )
    if quotations:
        told.append(
            count(quotations, "{n} quotation was put in its place.", "{n} quotations were put in their places.")
        )
    if index:
        told.append(_("The index of words was made anew."))
    return told


def notice(code: str, facts: Mapping[str, object]) -> str:
    """One sentence on what a person should know about the text of a document that was read."""
    number = facts.get("count")
    counted = number if isinstance(number, int) else 0
    if code == "attachments-left-out":
        return count(counted, "{n} attachment was not read.", "{n} attachments were not read.")
    if code == "page-parts-left-out":
        return count(
            counted,
            "{n} character outside the article was left out (navigation and the like).",
            "{n} characters outside the article were left out (navigation and the like).",
        )
    if code == "language-said-otherwise":
        return _("It reads like {read}, but says that it is {said}.").format(
            read=facts.get("read", ""), said=facts.get("said", "")
        )
    sentence = {
        "brief": _("It is a brief that Rapporteur made of another case."),
        "pages-all-without-text": _("It holds pictures of pages and no text: words can be read, but not selected."),
        "pages-without-text": _("No text on page {pages}: what is there is a picture."),
        "letters-without-meaning": _("Many letters have no meaning to a machine and stand as �."),
        "copying-not-allowed": _("Its author does not allow its text to be copied."),
        "headers-left-out": _("Page headers and footers were not read."),
        "comments-left-out": _("Comments were not read."),
        "pictures-left-out": _("Pictures were not read."),
        "parts-missing": _("Parts of it are missing."),
    }.get(code)
    return code.replace("-", " ") if sentence is None else sentence.format_map(_Facts(facts))


def _cause(exception: BaseException) -> str:
    return f"{type(exception).__name__}: {exception}" if str(exception) else type(exception).__name__


class _Facts(dict[str, object]):
    """Facts of an error; one that is missing shows as an ellipsis instead of hiding the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def _errors() -> dict[str, str]:
    return {
        "case-not-found": _("There is no file {path}. Nothing was changed; check the name, or find the case again."),
        "case-exists": _("There is a file {path} already. It was kept as it is; choose another name or say --force."),
        "not-a-case": _("{path} is not a Rapporteur case. It was not touched; choose a file ending in .rapporteur."),
        "is-a-folder": _("{path} is a folder, not a case. Choose a file ending in .rapporteur."),
        "wrong-suffix": _("A case file ends in .rapporteur, and {path} does not. Nothing was written."),
        "case-newer": _(
            "{path} was made by a newer Rapporteur (format {version}; this one reads up to {known}). "
            "It was not touched; open it with a newer version."
        ),
        "case-damaged": _("{path} is damaged: {detail}. It was left as it is; open a backup or another copy."),
        "case-locked": _("{path} is being changed by another program. Nothing was saved; try again when it is done."),
        "case-moved": _(
            "{path} was moved, replaced or deleted while it was open. The last edit was not saved; "
            "save a copy, or open the case again."
        ),
        "case-read-only": _("{path} cannot be written. Nothing was saved; make it writable, or save a copy elsewhere."),
        "target-not-writable": _(
            "{path} cannot be replaced: {detail}. It was left as it is; close it elsewhere, or choose another name."
        ),
        "folder-not-writable": _("Nothing can be written in the folder {folder}. Choose another folder."),
        "no-access": _("{path} may not be read by you. Nothing was changed; ask its owner for access."),
        "disk-full": _("The disk is full. Nothing was lost; the last edit was not saved. Make room and try again."),
        "disk-fault": _("The disk did not answer: {detail}. The last edit was not saved; check the disk."),
        "migration-failed": _(
            "{path} comes from an older Rapporteur and could not be brought up to date: {detail}. "
            "It was left as it was."
        ),
        "child-failed": _("A part of the work failed in its own process: {detail}. The case was not touched."),
        "child-cancelled": _("Stopped, as you asked. Nothing was written."),
        "edit-stopped": _("Stopped, as you asked. Nothing was changed."),
        "child-timed-out": _("It took longer than {seconds} seconds and was stopped. Nothing was written."),
        "child-out-of-memory": _("It needed more memory than allowed and was stopped. Nothing was written."),
        "key-taken": _("There is a {kind} with the id {key} already. Nothing was changed."),
        "not-there": _("There is no {kind} with the id {id}. Nothing was changed."),
        "odd-row": _(
            "{path} holds something that no case holds ({detail}). It was not opened and was left as it is; save what "
            "can be saved of it, or ask for it as JSON."
        ),
        "history-broken": _(
            "What {path} holds does not follow from its history: it was damaged, or changed by another program. It was "
            "not opened and was left as it is; ask for it again, or save what can be saved of it."
        ),
        "beyond-saving": _("Nothing of {path} can be read any more ({detail}). Open a backup or another copy."),
        "is-the-case": _("{path} is the open case itself. Nothing was written; choose another name."),
        "case-held": _(
            "{path} is open: by {author} on {host} since {since}. Nothing was changed; open it for reading, "
            "wait until it is closed there, or take it over."
        ),
        "case-taken-over": _(
            "{path} was taken over by {author} on {host}. The last edit was not saved; save a copy, or open it again."
        ),
        "case-closed": _("The case was closed. Open it again."),
        "document-not-found": _("There is no file {path}. Nothing was imported from it; check the name."),
        "is-no-file": _("{path} is a folder or something else that cannot be read as a document."),
        "document-no-access": _("{path} cannot be read: {detail}. Ask its owner for access."),
        "document-too-large": _("{path} has {size} MB; at most {limit} MB are read. Import a part of it."),
        "document-empty": _("{path} holds no words, so it was not imported."),
        "not-text": _(
            "{path} is no text, or in an encoding that cannot be told. Choose the encoding, or save it as UTF-8."
        ),
        "encoding-does-not-fit": _("{path} is not written in {encoding}: some of its bytes mean nothing there."),
        "unknown-format": _(
            "{path} is of a kind that cannot be read. Save it as PDF, DOCX, ODT, RTF, HTML or text, and import it."
        ),
        "document-damaged": _("{path} is damaged and could not be read ({detail}). The other files are not affected."),
        "document-too-complex": _(
            "{path} unpacks to far more than a document holds, or is nested without end. It was not read."
        ),
        "document-encrypted": _("{path} is encrypted. Save it without a password, or without copy protection."),
        "document-timed-out": _("{path} took longer than {seconds} seconds to read and was left out."),
        "document-out-of-memory": _("{path} needed more memory than a document may take and was left out."),
        "password-needed": _("{path} opens with a password. It is used to read the file and not kept."),
        "password-wrong": _("This is not the password of {path}. Try again, or leave the file out."),
        "case-needs-migration": _(
            "{path} comes from an older Rapporteur and is brought up to date when it is opened, but it cannot be "
            "written. It was left as it is; copy it to a folder where you may write, and open the copy."
        ),
        "case-needs-recovery": _(
            "Somebody was writing {path} when it was cut off, and it cannot be written here. "
            "It was left as it is; copy it with the file beside it to a folder where you may write, and open the copy."
        ),
        "foreign-tables": _("{path} holds tables that no case has. It was not opened; ask for it as JSON instead."),
        "folder-not-there": _("There is no folder {folder}. Nothing was written; choose another one."),
        "journal-exists": _(
            "Beside the new case lies {path}, which a case of this name has left. Nothing was written; "
            "move it away, or choose another name."
        ),
        "backup-failed": _("No backup could be made: {detail}. The case itself is as it was."),
        "nothing-to-undo": _("There is nothing to undo."),
        "nothing-to-redo": _("There is nothing to do again."),
        "history-trimmed": _("The history no longer tells what came before. Nothing was changed."),
        "undo-conflict": _(
            "“{label}” cannot be undone: the record is no longer as the history says. Nothing was changed; "
            "check the case."
        ),
        "still-used": _("It is still used by something else, so it stays. Nothing was changed."),
        "parents-ring": _("“{scenario}” cannot be a branch of itself. Nothing was changed."),
        "link-to-itself": _("A position cannot replace itself. Nothing was changed."),
        "value-named-alone": _(
            "This value is named as a question of its own somewhere, so it cannot be split. Nothing was changed."
        ),
        "bad-value": _("A value cannot be stored: {detail}. Nothing was changed."),
        "bad-text": _("A text holds characters that cannot be stored: {detail}. Nothing was changed."),
        "too-big": _("This is more than a case can hold in one piece. Nothing was changed."),
        "case-faults": _("The case file has faults; nothing was imported. {first}"),
    }


def finding(code: str, facts: Mapping[str, object]) -> str:
    """One sentence on something that a check of the case found."""
    return {
        "structure": _("The file is damaged: {detail}. Open a backup, or export what can still be read."),
        "reference": _("Something in “{table}” refers to a “{target}” that is not there."),
        "history-broken": _(
            "Entry {entry} of the history, “{label}”, was changed after it was written, so nothing proves what came "
            "before. Open a backup, or go on and trust what you see."
        ),
        "history-differs": _("Row {row} of “{table}” is not what the history made of it: damage, or another program."),
        "index-stale": _("The index of words does not fit the texts, so a search may miss something."),
        "original-changed": _("The file kept with “{source}” is not the one that was read."),
        "pages-changed": _(
            "The way from the text of “{source}” to its original pages is damaged, so these cannot be shown; "
            "read the file again."
        ),
        "text-changed": _("The text of “{source}” is not the one that was read; its quotations may be wrong."),
        "parents-ring": _("The scenario “{scenario}” is a branch of itself; give it another parent."),
        "anchor-moved": _("A quotation of no. {number} stands elsewhere in “{source}” than it says."),
        "anchor-lost": _("A quotation of no. {number} does not stand in “{source}”; look at it in the source."),
        "left-aside": _("It comes from elsewhere. This in it is no part of a case and was not looked at: {what}."),
        "bare-subject": _("No factor belongs to the issue “{issue}”, so no scenario addresses it: make it a factor."),
    }[code].format_map(_Facts(facts))
