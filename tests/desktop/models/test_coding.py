"""A statement while it is coded: what keys make of its conditions, what it is about, what is written in the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Condition, Factor, Position, Quotation, Statement, Value
from db.vocabulary import ActorKind, LinkKind, PositionState, SpeechAct, Stance, Wording
from desktop.models import coding, conditions, edges, guesses
from desktop.models.coding import SITUATION, About, Draft, End, Point


def factor(number, name, values, *, issue=None, several=False):
    made = tuple(Value(10 * number + place, "", "", each) for place, each in enumerate(values))
    return Factor(number, "", f"f{number}", name, "", issue, False, several, (), made)


FIGHTING = factor(1, "Hostilities", ("Ongoing", "Ceasefire", "Settlement"))
FORCE = factor(2, "Foreign force", ("None", "Reassurance force"), issue=7)
WHERE = factor(3, "Domain", ("Land", "Sea", "Air"), issue=7, several=True)
VETO = factor(4, "Veto over the force", ("No", "Yes"))
FACTORS = (FIGHTING, FORCE, WHERE, VETO)


def quoted(wording=Wording.VERBATIM, exact="words"):
    return Quotation(0, "", 0, 1, 0, 5, exact, "", "", wording, None)


def test_a_value_is_named_beside_others_of_its_factor_in_their_order():
    clause = conditions.toggled(conditions.toggled((), FIGHTING, 12), FIGHTING, 11)
    assert clause == (Condition(1, (11, 12)),)
    assert conditions.toggled(conditions.toggled(clause, FIGHTING, 12), FIGHTING, 11) == ()


def test_factors_stand_in_the_order_in_which_they_were_named():
    clause = conditions.toggled(conditions.toggled((), FORCE, 21), FIGHTING, 11)
    assert [each.factor for each in clause] == [2, 1]


def test_one_of_several_goes_from_named_to_not_to_free():
    clause = conditions.pressed((), WHERE, 31)
    assert conditions.look(clause, 3, 31) == "named"
    clause = conditions.pressed(clause, WHERE, 31)
    assert clause == (Condition(3, part=31, holds=(False,)),)
    assert conditions.pressed(clause, WHERE, 31) == ()
    assert conditions.look((Condition(3, part=31, holds=(True, False)),), 3, 31) == "either"


@given(st.lists(st.tuples(st.sampled_from(FACTORS), st.integers(0, 2)), max_size=12))
def test_toggling_twice_is_nothing(presses):
    clause = ()
    for each, place in presses:
        clause = conditions.toggled(clause, each, each.values[place % len(each.values)].id)
    for each in FACTORS:
        for value in each.values:
            twice = conditions.toggled(conditions.toggled(clause, each, value.id), each, value.id)
            looks = {v.id: conditions.look(twice, f.id, v.id) for f in FACTORS for v in f.values}
            assert looks == {v.id: conditions.look(clause, f.id, v.id) for f in FACTORS for v in f.values}


@pytest.mark.parametrize(
    ("clause", "about"),
    [
        ((), SITUATION),
        ((Condition(1, (11,)),), About(factor=1)),
        ((Condition(2, (21,)),), About(issue=7)),
        ((Condition(1, (11,)), Condition(2, (21,))), About(issue=7)),
        ((Condition(4, (41,)), Condition(1, (11,))), About(factor=4)),
    ],
)
def test_the_first_chip_tells_what_it_is_about(clause, about):
    assert coding.about(Point(clauses=(clause,)), FACTORS) == about
    assert coding.about(Point(clauses=(clause,), about=About(name="Else")), FACTORS) == About(name="Else")


@pytest.mark.parametrize(
    ("wordings", "given", "state"),
    [
        ((Wording.VERBATIM,), None, "coded"),
        ((Wording.HEADLINE,), None, "coded"),
        ((Wording.PARAPHRASE,), None, "draft"),
        ((Wording.SUMMARY, Wording.PARAPHRASE), None, "draft"),
        ((Wording.SUMMARY, Wording.TRANSLATION), None, "coded"),
        ((Wording.SUMMARY,), PositionState.CODED, "coded"),
        ((Wording.VERBATIM,), PositionState.DISPUTED, "disputed"),
        ((), None, "coded"),
    ],
)
def test_retold_words_cap_the_state_unless_somebody_says_otherwise(wordings, given, state):
    draft = Draft(quotations=tuple(map(quoted, wordings)))
    assert str(coding.state_of(draft, Point(state=given))) == state


def test_an_empty_alternative_says_nothing_beside_others():
    clause = (Condition(1, (11,)),)
    assert coding.regions(Point(clauses=(clause, ()))) == (clause,)
    assert coding.regions(Point(clauses=((),))) == ()
    assert coding.regions(Point(clauses=(clause, clause))) == (clause,)


def saved(regions=((),)):
    position = Position(
        5, "u", "p5", 9, 2, 7, Stance.OPPOSES, regions, (), None, None, PositionState.CODED, "would", "said"
    )
    return Statement(9, "u", "s9", 4, 2, (3,), (4,), None, "Hall", SpeechAct.CLAIM, (quoted(),), (position,))


@pytest.mark.parametrize("regions", [(), ((),), ((), (Condition(1, (11,)),)), ((Condition(1, (11,)),),)])
def test_what_was_saved_is_written_as_it_was(regions):
    statement = saved(regions)
    draft = coding.opened(statement)
    abouts = {point.about: point.about.issue for point in draft.points}
    assert coding.written(draft, abouts) == statement


def test_a_statement_may_take_no_position():
    draft = Draft(speaker=2, quotations=(quoted(),))
    assert coding.written(draft, {}).positions == ()


def test_what_does_not_exist_yet_has_negative_ids():
    draft, person = coding.with_actor(Draft(), " Giorgia Meloni ", ActorKind.PERSON)
    draft, state = coding.with_actor(draft, "Italy", ActorKind.STATE)
    draft = coding.with_affiliation(draft, person, state)
    assert (person, state) == (-1, -2)
    assert [each.name for each in coding.known_actors((), draft)] == ["Giorgia Meloni", "Italy"]
    draft, wider, value = coding.with_value(draft, FIGHTING, "Armistice")
    draft, made = coding.with_factor(draft, "Season", ("Winter", "Summer"))
    draft, again, other = coding.with_value(draft, wider, "Truce")
    ids = [value, other, *(each.id for each in made.values)]
    assert len(set(ids)) == 4
    assert max(ids) < 0
    known = coding.known_factors(FACTORS, draft)
    assert [each.name for each in known] == ["Hostilities", "Foreign force", "Domain", "Veto over the force", "Season"]
    assert [each.name for each in known[0].values][-2:] == ["Armistice", "Truce"]
    assert again == known[0]


def test_what_the_record_no_longer_has_leaves_the_draft():
    point = Point(Stance.OPPOSES, ((Condition(1, (11, 12)), Condition(3, part=31, holds=(False,))),), holder=2)
    draft = Draft(speaker=2, points=(point,), parties=(2, 3))
    fewer = Factor(1, "", "f1", "Hostilities", "", None, False, False, (), FIGHTING.values[:2])
    left = coding.fitted(draft, (), (fewer,))
    assert (left.speaker, left.parties, left.points[0].holder) == (None, (), None)
    assert left.points[0].clauses == ((Condition(1, (11,)),),)


def test_ends_go_with_their_position():
    draft = Draft(points=(Point(), Point(), Point()), ends=tuple(End(LinkKind.WITHDRAWS, n, 5) for n in range(3)))
    assert [each.point for each in draft.without_point(1).ends] == [0, 1]


def test_what_is_stressed():
    clause = conditions.emphasis_of([(1, 12), (1, 10), (3, 30)], FACTORS)
    assert clause == (Condition(1, (10, 12)), Condition(3, (30,)))
    assert conditions.emphasised(clause, FACTORS) == ((1, 10), (1, 12), (3, 30))


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("cea", ["Ceasefire"]),
        ("force", ["Reassurance force", "None"]),
        ("no", ["None", "No"]),
        ("hostil sett", ["Settlement"]),
        ("", []),
        ("ΧΥΖ", []),
    ],
)
def test_values_are_met_by_a_part_of_them(typed, values):
    assert [value.name for _factor, value in conditions.met(typed, FACTORS[:2] + FACTORS[3:])][
        : len(values) or 9
    ] == values


def test_acts_suggest_stances_as_the_model_says():
    assert coding.SUGGESTED[SpeechAct.THREAT] is Stance.REJECTS
    assert coding.SUGGESTED[SpeechAct.WARNING] is Stance.OPPOSES
    assert coding.SUGGESTED[SpeechAct.OFFER] is Stance.ACCEPTS
    assert coding.SUGGESTED[SpeechAct.DEMAND] is Stance.SUPPORTS
    none = {SpeechAct.CLAIM, SpeechAct.DENIAL, SpeechAct.FORECAST, SpeechAct.RETRACTION, SpeechAct.NO_COMMENT}
    assert set(SpeechAct) - set(coding.SUGGESTED) == none


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ("after a cease-fire, perhaps", ((1, 11),)),
        ("after the ceasefire's first day", ((1, 11),)),
        ("once it is settled", ((1, 12),)),
        ("by land or at sea", ((3, 30), (3, 31))),
        ("islands", ()),
        ("a veto over that force", ((4, 41),)),
        ("no reassurance force", ((2, 21),)),
        ("", ()),
    ],
)
def test_values_that_the_words_name(told, values):
    assert guesses.values(told, FACTORS) == values


@pytest.mark.parametrize(
    ("before", "words", "after", "act"),
    [
        ("He warned: “", "no", "” and left.", SpeechAct.WARNING),
        ("She left. ", "We will go", ", he promised.", SpeechAct.PLEDGE),
        ("They rejected it. He said “", "yes", "”.", None),
        ("He said that ", "it is so", ".", None),
    ],
)
def test_the_verb_in_the_sentence_tells_the_act(before, words, after, act):
    text = before + words + after
    assert guesses.act(text, len(before), len(before) + len(words)) is act


ACTS = {
    "uk": (
        ("Міністр відкинув пропозицію", SpeechAct.REJECTION),
        ("Вона попередила", SpeechAct.WARNING),
        ("Президент пообіцяв", SpeechAct.PLEDGE),
        ("Речник закликав сторони", SpeechAct.APPEAL),
        ("Він відмовився від коментарів", SpeechAct.NO_COMMENT),
        ("Посол відмовився", SpeechAct.REFUSAL),
        ("Прем’єр зажадав", SpeechAct.DEMAND),
        ("Вони підтримали ініціативу", SpeechAct.ENDORSEMENT),
        ("Він сказав", None),
    ),
    "ru": (
        ("Министр отверг предложение", SpeechAct.REJECTION),
        ("Он пригрозил", SpeechAct.THREAT),
        ("Она призвала", SpeechAct.APPEAL),
        ("Посол опроверг сообщения", SpeechAct.DENIAL),
        ("Пресс-секретарь отказался от комментариев", SpeechAct.NO_COMMENT),
        ("Он предложил помощь", SpeechAct.OFFER),
        ("Он предложил", SpeechAct.PROPOSAL),
        ("Он заявил", None),
    ),
    "fr": (
        ("Le ministre a rejeté l’idée", SpeechAct.REJECTION),
        ("Elle a mis en garde", SpeechAct.WARNING),
        ("Il s’est engagé", SpeechAct.PLEDGE),
        ("Paris exige", SpeechAct.DEMAND),
        ("Il n’a pas souhaité commenter", SpeechAct.NO_COMMENT),
        ("Le président a salué", SpeechAct.WELCOME),
        ("L’ambassadeur l’accuse", SpeechAct.ACCUSATION),
        ("Elle a déclaré", None),
    ),
    "de": (
        ("Die Ministerin lehnte den Vorschlag ab", SpeechAct.REJECTION),
        ("Er drohte", SpeechAct.THREAT),
        ("Sie forderte die Parteien auf", SpeechAct.APPEAL),
        ("Sie forderte", SpeechAct.DEMAND),
        ("Der Kanzler sagte Hilfe zu", SpeechAct.PLEDGE),
        ("Moskau weigerte sich", SpeechAct.REFUSAL),
        ("Er wies den Vorwurf zurück", SpeechAct.REJECTION),
        ("Er sagte", None),
    ),
    "en-GB": (("The minister rejected it", SpeechAct.REJECTION), ("He said", None)),
    "xx": (("The minister warned", SpeechAct.WARNING),),
}


@pytest.mark.parametrize(
    ("language", "before", "act"), [(language, *each) for language, all_ in ACTS.items() for each in all_]
)
def test_the_verb_is_known_in_the_language_of_the_source(language, before, act):
    text = f"{before}: «…»."
    assert guesses.act(text, len(before) + 2, len(text) - 1, language) is act


def test_how_much_two_quotations_share():
    assert guesses.shared("If troops appear there", "if TROOPS appear, there!") == 1.0
    assert guesses.shared("one two three four", "one two five six") == 0.5
    assert guesses.shared("", "one") == 0.0


TEXT = "Fraïs 👩‍👩‍👧 don’t stop, ok"


def test_edges_by_letter_take_what_a_reader_takes_for_one():
    start = TEXT.index("👩")
    assert edges.by_letter(TEXT, start, 1) == start + 5
    assert edges.by_letter(TEXT, start + 5, -1) == start
    assert edges.by_letter("a\u0308b", 0, 1) == 2
    assert edges.by_letter("ab", 2, 1) == 2
    assert edges.by_letter("ab", 0, -1) == 0


def test_edges_by_word_pass_over_what_is_none():
    assert edges.by_word(TEXT, 0, 1) == 5
    stop = TEXT.index(" stop")
    assert edges.by_word(TEXT, TEXT.index("don"), 1) == stop
    assert edges.by_word(TEXT, len(TEXT), -1) == TEXT.index("ok")
    assert edges.by_word(TEXT, len(TEXT), 1) == len(TEXT)


@given(st.text(max_size=40), st.data())
def test_edges_stay_in_the_text_and_move_the_way_they_are_told(text, data):
    place = data.draw(st.integers(0, len(text)))
    for move in (edges.by_word, edges.by_letter):
        assert place <= move(text, place, 1) <= len(text)
        assert 0 <= move(text, place, -1) <= place
