"""Actors by their names, as texts write them."""

import pytest

from db.records import Actor
from db.vocabulary import ActorKind
from desktop.exchange.suggestions.names import Names, words


def actor(number, name, kind=ActorKind.PERSON, aliases=(), short=""):
    return Actor(number, "", f"a{number}", name, short, kind, tuple(aliases), False, "")


ACTORS = (
    actor(1, "Elena Sorvina", aliases=["Олена Сорвіна", "Елена Сорвина"]),
    actor(2, "Marek Tolan", aliases=["Марек Толан"]),
    actor(3, "Aldania", ActorKind.STATE, ["Альданія", "Альдания", "Verst"], "AL"),
    actor(4, "Jan Tolan"),
    actor(5, "Ana Ray", aliases=["Ана Рей"]),
    actor(6, "Littoral League", ActorKind.ORGANISATION),
    actor(7, "张伟", aliases=["張偉"]),
    actor(8, "Mykola Luk'yanenko", aliases=["Микола Лук’яненко"]),
    actor(9, "Coalition of 26", ActorKind.COALITION),
)


@pytest.fixture(scope="module")
def names():
    return Names(ACTORS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Elena Sorvina spoke.", [("Elena Sorvina", (1,), False)]),
        ("Sorvina spoke.", [("Sorvina", (1,), False)]),
        ("Sorvina's men", [("Sorvina", (1,), False)]),
        ("Заявила Олена Сорвіна.", [("Олена Сорвіна", (1,), False)]),
        ("З Оленою Сорвіною говорили.", [("Оленою Сорвіною", (1,), True)]),
        ("Слова Толана", [("Толана", (2,), True)]),
        ("Tolan spoke.", [("Tolan", (2, 4), False)]),
        ("Jan Tolan spoke.", [("Jan Tolan", (4,), False)]),
        ("In Aldania and AL", [("Aldania", (3,), False), ("AL", (3,), False)]),
        ("з Альданії", [("Альданії", (3,), True)]),
        ("an aldania of the mind", []),
        ("the Littoral League met", [("Littoral League", (6,), False)]),
        ("Ани Рей", [("Ани Рей", (5,), False)]),
        ("Анатолій Рейн", []),
        ("张伟说", [("张伟", (7,), False)]),
        ("Лук'яненка бачили", [("Лук'яненка", (8,), True)]),
        ("the coalition said", [("coalition", (9,), False)]),
        ("Elena. Sorvina", [("Elena. Sorvina", (1,), False)]),
        ("nobody at all", []),
    ],
)
def test_names(names, text, found):
    named = list(names.find(text, words(text, 0, len(text))))
    assert [(text[each.start : each.end], each.actors, each.inflected) for each in named] == found


def test_adjectives(names):
    assert names.adjective("Aldanian") == 3
    assert names.adjective("альданський") == 3
    assert names.adjective("Aldania") == 3
    assert names.adjective("Alder") is None


def test_two_coalitions_are_not_the_coalition():
    names = Names([actor(1, "Coalition A", ActorKind.COALITION), actor(2, "Coalition B", ActorKind.COALITION)])
    assert list(names.find("the coalition said", words("the coalition said", 0, 18))) == []
