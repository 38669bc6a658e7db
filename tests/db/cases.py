"""Things of a case by key, and one change to it: for the tests of single nouns."""

from db import actors, factors, scenarios, sources, statements

READ = {"actor": actors.read, "issue": factors.issues, "factor": factors.read, "scenario": scenarios.read}
READ |= {"source": sources.read, "statement": statements.read}


def known(case, kind, key=None):
    """All things of a kind by key, or the one with this key."""
    with case.read() as reading:
        found = {each.key: each for each in READ[kind](reading)}
    return found if key is None else found[key]


def do(case, edit, *arguments):
    """One change; returns what the edit gave, and what it touched."""
    with case.change("Test") as editing:
        result = edit(editing, *arguments)
    return result, editing.changes
