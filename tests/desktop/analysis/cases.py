"""Random small cases with every feature of the model, as JSON."""

from hypothesis import strategies as st

DATES = [None, "2024", "2024-06", "2024-06-01", "2024-06-01T12:00", "2024-07-01", "2025", "2025-01-01", "2025-03"]
dates = st.sampled_from(DATES)
PEOPLE = ["ann", "bob"]
ACTORS = {"R": "state", "U": "state", "C": "coalition", "D": "coalition", "o": "organisation"}
STANCES = ["rejects", "opposes", "neutral", "accepts", "supports"]


def sometimes(strategy, otherwise=None, odds=3):
    """Drawn once in so many times."""
    return st.integers(1, odds).flatmap(lambda n: strategy if n == 1 else st.just(otherwise))


@st.composite
def cases(draw):
    """A case with at most some hundred worlds."""
    factors = draw(all_factors())
    statements = draw(all_statements(factors))
    positions = [position["id"] for statement in statements for position in statement["positions"]]
    actors = [{"id": key, "name": key, "kind": kind} for key, kind in ACTORS.items()]
    actors += [{"id": key, "name": key, "kind": "person"} for key in PEOPLE]
    scenarios = draw(all_scenarios(factors))
    pairs = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["supersedes", "withdraws"]),
            "position": st.sampled_from(positions),
            "target": st.sampled_from(positions),
        }
    )
    assessments = st.fixed_dictionaries(
        {
            "actor": st.sampled_from(["R", "C"]),
            "scenario": st.sampled_from([each["id"] for each in scenarios]),
            "stance": st.sampled_from(STANCES),
            "at": st.sampled_from([None, "2025-01-01T10:00:00Z", "2025-01-02T10:00:00Z"]),
        }
    )
    return {
        "case": {"as_of": draw(sometimes(dates))},
        "actors": actors,
        "affiliations": draw(all_affiliations()),
        "issues": [{"id": key, "name": key} for key in ("i", "j", "bare")],
        "factors": factors,
        "exclusions": [{"when": when} for when in draw(sometimes(st.lists(clauses(factors, 2), max_size=2), [], 2))],
        "scenarios": scenarios,
        "statements": statements,
        "links": draw(sometimes(st.lists(pairs, min_size=1, max_size=2), [])),
        "assessments": draw(sometimes(st.lists(assessments, max_size=2), [])),
    }


@st.composite
def all_factors(draw):
    found, worlds = [], 1
    for key in "ABCD"[: draw(st.sampled_from([3, 4, 2, 3, 4, 1]))]:
        several, count = draw(st.booleans()), draw(st.integers(2, 3))
        needs = draw(sometimes(st.lists(clauses(found, least=1), min_size=1, max_size=2), [], 2)) if found else []
        size = (2 + bool(needs)) ** count if several else count + bool(needs)
        if worlds * size > 160:
            break
        worlds *= size
        values = [{"id": name, "name": name} for name in "xyz"[:count]]
        issue = draw(st.sampled_from(["i", "i", "j", None])) if found else draw(st.sampled_from(["i", "i", "i", None]))
        found.append({"id": key, "name": key, "issue": issue, "several": several, "needs": needs, "values": values})
    return found


def names(factors):
    """What conditions may name, with its values: factors, and the values of several factors."""
    found = {each["id"]: [value["id"] for value in each["values"]] for each in factors}
    for each in factors:
        if each["several"]:
            found |= {f"{each['id']}.{value['id']}": ["no", "yes"] for value in each["values"]}
    return found


@st.composite
def clauses(draw, factors, least=0):
    known = names(factors)
    chosen = draw(st.lists(st.sampled_from(sorted(known)), min_size=min(least, len(known)), max_size=3, unique=True))
    found = {}
    for name in chosen:
        most = 3 if "." in name else max(1, len(known[name]) - 1)
        found[name] = draw(st.lists(st.sampled_from(known[name]), min_size=1, max_size=most, unique=True))
    return found


@st.composite
def all_scenarios(draw, factors):
    found = []
    for number in range(draw(st.sampled_from([3, 2, 1]))):
        parent = draw(st.sampled_from([None, None, *(each["id"] for each in found)]))
        sets = draw(settings(factors))
        found.append({"id": f"s{number}", "name": "s", "parent": parent, "sets": sets, "date": draw(sometimes(dates))})
    return found


@st.composite
def settings(draw, factors):
    known, several = names(factors), {each["id"] for each in factors if each["several"]}
    chosen = draw(st.lists(st.sampled_from(sorted(known)), min_size=draw(st.sampled_from([1, 1, 0])), max_size=2))
    found = {}
    for name in chosen:
        exact = st.lists(st.sampled_from(known[name]), min_size=name not in several, unique=True)
        found[name] = None if draw(st.integers(1, 8)) == 8 else draw(exact)
    return found


@st.composite
def all_affiliations(draw):
    """Mostly with somebody who binds R and somebody who speaks for it."""
    usual = [("ann", "R", "binds"), ("bob", "R", "speaks"), ("R", "C", "none"), ("U", "C", "none")]
    kept = draw(st.sampled_from([usual, usual, usual, usual[:1], usual[1:], []]))
    found = [
        {"member": a, "of": b, "standing": c, "from": None, "to": draw(sometimes(dates, None, 8))} for a, b, c in kept
    ]
    return found + draw(st.lists(affiliations(), max_size=3))


@st.composite
def affiliations(draw):
    member = draw(st.sampled_from([*PEOPLE, *PEOPLE, "R", "U", "o"]))
    of = draw(st.sampled_from(["R", "R", "C", "D", "U"]))
    standing = draw(st.sampled_from(["binds", "speaks", "speaks", "none"]))
    return {"member": member, "of": of, "standing": standing, "from": draw(dates), "to": draw(sometimes(dates))}


@st.composite
def all_statements(draw, factors):
    found, last, pool = [], 0, draw(pools(factors))
    for number in range(1, draw(st.sampled_from([4, 5, 6, 7, 3, 2, 1])) + 1):
        positions = [draw(one_position(factors, pool, last + n)) for n in range(1, draw(st.integers(1, 2)) + 1)]
        last += len(positions)
        found.append(draw(one_statement(number, positions)))
    return found


@st.composite
def pools(draw, factors):
    """Clauses for regions: few enough that regions lie within each other, or together cover everything."""
    found = draw(st.lists(clauses(factors), min_size=2, max_size=3))
    factor = draw(st.sampled_from(factors))
    if factor["several"]:
        name, values = f"{factor['id']}.x", ["no", "yes"]
    else:
        name, values = factor["id"], [value["id"] for value in factor["values"]]
    found += [{name: values[:1]}, {name: values[1:]}, {name: values}]
    return [*found, {**found[0], **found[1]}, {**found[0], **found[2]}]


@st.composite
def one_statement(draw, number, positions):
    return {
        "id": f"st{number}",
        "speaker": draw(st.sampled_from(["ann", "bob", "bob", "ann", "R", "C", "U", "o"])),
        "parties": draw(sometimes(st.lists(st.sampled_from(["R", "U", "C", "ann"]), max_size=2), [], 4)),
        "said_on": draw(dates),
        "positions": positions,
    }


@st.composite
def one_position(draw, factors, pool, number):
    own = [each["id"] for each in factors if each["issue"] is None]
    issues = ["i", "i", "i", "i", "j", "j", "bare", None, *own]
    return {
        "id": f"p{number}",
        "holder": draw(st.sampled_from(["R", "R", "R", "R", None, None, "C", "U", "ann"])),
        "issue": draw(st.sampled_from(issues)),
        "stance": draw(st.sampled_from(STANCES)),
        "regions": draw(st.lists(st.sampled_from(pool), max_size=draw(st.sampled_from([2, 1, 2, 3])))),
        "state": draw(st.sampled_from(["coded"] * 18 + ["draft", "disputed"])),
        "from": draw(sometimes(dates, None, 10)),
        "until": draw(sometimes(dates, None, 10)),
    }
