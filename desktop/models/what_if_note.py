"""What was found about a situation, as the body of a note, with what it assumes."""

from collections.abc import Sequence

from desktop.models.what_if_answers import TurnLine
from desktop.models.what_if_shown import Shown
from desktop.models.what_if_zone import BestLine, BlockLine, ZoneTold
from desktop.words import _, count

MOST_TURNS, MOST_BLOCKS = 12, 6
"""So many of each are written down; of more, how many there are."""


def summary(
    shown: Shown,
    turns: Sequence[TurnLine],
    zone: ZoneTold | None,
    blocks: Sequence[BlockLine],
    best: Sequence[BestLine],
    *,
    parties: Sequence[str],
) -> str:
    """The body of a note; ``parties`` are those that can close the zone."""
    chosen = [f"{line.name}: {line.now}" for line in shown.factors if line.now != _("any")]
    parts = [_("What if, from “{scenario}”.").format(scenario=shown.title)]
    parts.append("- " + (" · ".join(chosen) or _("everything open")))
    parts.append("- " + shown.told)
    for turn in turns[:MOST_TURNS]:
        told = _("- {actor} turns with: {changes}").format(actor=turn.name, changes=turn.ways[0].text)
        parts.append(f"{told} → {turn.ways[0].word}" + (f" ({turn.more})" if turn.more else ""))
    parts += _rest(len(turns) - MOST_TURNS)
    if zone is not None:
        parts += [f"- {zone.count}", f"- {zone.split}"]
        parts += [f"- {block.text} ({block.size}; {block.heard})" for block in blocks[:MOST_BLOCKS]]
        parts += _rest(len(blocks) - MOST_BLOCKS)
        parts += [
            _("- The best that is open: {stances}").format(stances=stances(line)) for line in best[:1] if line.groups
        ]
        parts.append(_("Who can close it: {actors}.").format(actors=", ".join(parties) or _("Nobody")))
    parts.append(_("Assumes that the words on record stand as coded; silence is not consent."))
    parts += [shown.weighing or _("All factors count alike.")]
    return "\n".join(parts)


def stances(line: BestLine) -> str:
    """One of the best combinations of stances in words."""
    return "; ".join(f"{word}: {names}" for _mark, word, names in line.groups) + f" ({line.size})"


def _rest(many: int) -> list[str]:
    return [count(many, "- and {n} more", "- and {n} more")] if many > 0 else []
