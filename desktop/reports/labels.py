"""The fixed words of the pages."""

from db.vocabulary import Headline
from desktop import words
from desktop.reports import looks
from desktop.words import _


def legend() -> tuple[tuple[str, str], ...]:
    """Each mark with its word."""
    by_word = {headline.word: words.stance(headline) for headline in Headline}
    told = [(mark, by_word[mark]) for mark in looks.LEGEND]
    return (*told, ("might-accepts", _("Might")), ("either", _("Either way")), ("silent", by_word["silent"]))


def labels() -> dict[str, str]:
    """The fixed words of the pages."""
    return {
        "kind": _("Comparison brief"),
        "running": _("comparison brief"),
        "shows": _("What the record shows"),
        "more": _("What else the record shows"),
        "contents": _("Contents"),
        "matrix": _("Who stands where"),
        "explained": _(
            "Each cell is the stance that the words on record imply for that scenario. A dashed mark means that it "
            "depends on a factor left open here. A dot means that no position on record applies: silence is neither "
            "consent nor refusal."
        ),
        "sides": _("Side by side"),
        "scenario": _("Scenario"),
        "moves": _("What would move them"),
        "agreement": _("Where agreement is possible"),
        "gaps": _("Contradictions and gaps"),
        "method": _("How this was made"),
        "announces": _("announces:"),
        "answer": _("Answer"),
        "party": _("Party"),
        "stance": _("Stance"),
        "words": _("Words on record"),
        "assessment": _("Analyst’s assessment"),
        "statements": _("All statements"),
        "sources": _("Sources"),
        "remarks": _("The analyst’s notes and assessments"),
        "remarked": _("The analyst’s own words, not part of the record. They are comments of this PDF as well."),
        "footer": _(
            "Every stance is derived from the quotations in the footnotes. "
            "The analyst’s own judgement is marked as such."
        ),
        "no_statements": _("No statement has been coded yet."),
        "no_matrix": _("There is nothing to compare yet: a matrix needs at least one party and one scenario."),
        "no_sources": _("No source has been added yet."),
        "no_findings": _("Nothing is on the record yet."),
        "in_list": _("The words stand under their numbers in the list of all statements."),
        "cited": _("On pages"),
        "assessed": _("Assessed"),
        "note": _("Note"),
        "when": _("when"),
        "always": _("in any case"),
        "continued": _("part {number} of {all}"),
        "graded": _("Reliability"),
        "holds": _("Statements"),
        "part_of": _("Footnotes"),
    }
