from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Standing
from desktop.models.outline import Outline


def actor(number, name, kind="state", *, can_block=False):
    return Actor(number, str(number), str(number), name, "", ActorKind(kind), (), can_block, "")


def belongs(member, of, standing="speaks"):
    return Affiliation(member * 100 + of, "", member, of, "", Standing(standing), None, None)


def drawn(outline, opened=()):
    """The rows as text: headings flush, actors indented, + for one that can be opened and - for an opened one."""
    return [
        row.title
        if row.heading
        else "  " * (row.depth + 1) + (" -+"[(row.speakers > 0) * (2 - row.opened)]) + row.title
        for row in outline.rows(opened)
    ]


def test_actors_that_can_block_come_first_then_coalitions_with_their_members():
    actors = [
        actor(1, "Germany"),
        actor(2, "Russia", can_block=True),
        actor(3, "France"),
        actor(4, "Coalition", "coalition"),
        actor(5, "Putin", "person"),
        actor(6, "Ukraine", can_block=True),
    ]
    outline = Outline(actors, [belongs(5, 2, "binds"), belongs(3, 4, "none")])
    assert drawn(outline) == [
        "Parties that can block",
        "  +Russia",
        "   Ukraine",
        "Coalitions and members",
        "   Coalition",
        "   France",
        "Others",
        "   Germany",
    ]
    assert drawn(outline, {(2,)})[1:4] == ["  -Russia", "     Putin", "   Ukraine"]


def test_without_actors_that_can_block_states_come_first():
    outline = Outline([actor(1, "NATO", "organisation"), actor(2, "Poland")], [])
    assert drawn(outline) == ["States", "   Poland", "Others", "   NATO"]


def test_a_speaker_of_two_actors_stands_below_both():
    actors = [actor(1, "France"), actor(2, "Coalition", "coalition"), actor(3, "Macron", "person")]
    outline = Outline(actors, [belongs(3, 1), belongs(3, 2)])
    assert drawn(outline, {(1,), (2,)}) == [
        "States",
        "  -France",
        "     Macron",
        "Coalitions",
        "  -Coalition",
        "     Macron",
    ]


def test_a_ministry_and_its_spokesman_stand_below_their_state():
    actors = [actor(1, "Ukraine"), actor(2, "Ministry", "organisation"), actor(3, "Spokesman", "person")]
    outline = Outline(actors, [belongs(2, 1), belongs(3, 2)])
    assert drawn(outline, {(1,), (1, 2)}) == ["States", "  -Ukraine", "    -Ministry", "       Spokesman"]
    assert outline.path(3) == (1, 2, 3)


def test_two_who_speak_for_each_other_are_both_shown():
    outline = Outline([actor(1, "A", "group"), actor(2, "B", "group")], [belongs(1, 2), belongs(2, 1)])
    assert drawn(outline, {(1,), (1, 2)}) == ["Actors", "  -A", "     B"]


def test_a_state_that_speaks_for_a_coalition_keeps_a_row_of_its_own():
    outline = Outline([actor(1, "France"), actor(2, "Coalition", "coalition")], [belongs(1, 2)])
    assert drawn(outline) == ["States", "   France", "Coalitions", "  +Coalition"]


def test_nobody_at_all():
    assert drawn(Outline([], [])) == []


def test_many_who_speak_for_each_other():
    everybody = range(1, 31)
    actors = [actor(number, f"A{number}", "group") for number in everybody]
    outline = Outline(actors, [belongs(one, other) for one in everybody for other in everybody if one != other])
    assert drawn(outline) == ["Actors", "  +A1"]
    assert outline.path(30) == (1, 30)
