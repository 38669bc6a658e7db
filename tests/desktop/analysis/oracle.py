"""The rule, literally: every answer worked out world by world, from a case's JSON and nothing else.

Slow on purpose, and written apart from the code that it checks. ``Oracle(case).cell(actor, scenario)`` is the cell of
``matrix --json``; ``why`` gives, for every position of the actor, its verdict, why, and which others may outdo it.
"""

from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import combinations, product

SIGN = {"rejects": -2, "opposes": -1, "neutral": 0, "accepts": 1, "supports": 2}
ORDER = ["rejects", "contested", "opposes", "neutral", "accepts", "supports", "silent"]
NA = "n/a"


def first(date):
    """The first minute of a date."""
    year, month, day = (*date[:10].split("-"), "01", "01")[:3]
    return datetime.fromisoformat(f"{year}-{month}-{day}" + (date[10:] or "T00:00"))


def last(date):
    """The last minute of a date."""
    start = first(date)
    if len(date) == 4:
        after = start.replace(year=start.year + 1)
    elif len(date) == 7:
        after = (start + timedelta(days=31)).replace(day=1)
    else:
        after = start + (timedelta(days=1) if len(date) == 10 else timedelta(minutes=1))
    return after - timedelta(minutes=1)


def lasts(since, until, moment):
    """Whether a period holds at a moment; whenever when that is None."""
    return moment is None or ((since is None or first(since) <= moment) and (until is None or moment < first(until)))


class Oracle:
    def __init__(self, case, as_of=None):
        self.case = case
        self.actors = {each["id"]: each for each in case["actors"]}
        self.scenarios = {each["id"]: each for each in case["scenarios"]}
        self.positions = {}
        for statement in case["statements"]:
            for position in statement.get("positions", []):
                self.positions[position["id"]] = {"state": "coded", **position, "said": statement}
        said = [each["said_on"] for each in case["statements"] if each.get("said_on")]
        latest = max(said, key=lambda date: (first(date), len(date)), default=None)
        self.as_of = as_of or case["case"].get("as_of") or latest
        self.now = last(self.as_of) if self.as_of else None
        self.values = {}
        for factor in case["factors"]:
            absent = [NA] if factor.get("needs") else []
            names = [value["id"] for value in factor["values"]]
            if factor.get("several"):
                self.values |= {f"{factor['id']}.{name}": ["no", "yes", *absent] for name in names}
            else:
                self.values[factor["id"]] = [*names, *absent]
        self.several = {factor["id"] for factor in case["factors"] if factor.get("several")}
        for slow in ("counts_for", "living", "addressed", "completions", "left"):
            setattr(self, slow, cache(getattr(self, slow)))

    # worlds

    def condition(self, name, values, world):
        if name in self.several:
            return any(world[f"{name}.{value}"] == "yes" for value in values)
        return world[name] in values

    def clause(self, clause, world):
        return all(self.condition(name, values, world) for name, values in clause.items())

    def consistent(self, world):
        for factor in self.case["factors"]:
            if factor.get("needs"):
                absent = not any(self.clause(clause, world) for clause in factor["needs"])
                if any((world[name] == NA) != absent for name in self.compiled(factor["id"])):
                    return False
        return not any(self.clause(each["when"], world) for each in self.case.get("exclusions", []))

    def compiled(self, factor):
        return [name for name in self.values if name == factor or name.startswith(factor + ".")]

    @cached_property
    def worlds(self):
        every = (dict(zip(self.values, choice, strict=True)) for choice in product(*self.values.values()))
        return [world for world in every if self.consistent(world)]

    def left(self, scenario):
        """The values a scenario leaves each factor, own and inherited."""
        each = self.scenarios[scenario]
        found = {name: set(values) for name, values in self.values.items()}
        if each.get("parent"):
            found = dict(self.left(each["parent"]))
        for name, values in sorted(each.get("sets", {}).items(), key=lambda item: "." in item[0]):
            for part in self.compiled(name):
                if values is None:
                    found[part] = set(self.values[part])
                elif name in self.several:
                    found[part] = {"yes" if part.partition(".")[2] in values else "no"}
                else:
                    found[part] = set(values)
        return found

    def completions(self, scenario):
        left = self.left(scenario)
        return [i for i, world in enumerate(self.worlds) if all(world[name] in left[name] for name in left)]

    def region(self, position):
        clauses = self.positions[position].get("regions") or [{}]
        return {i for i, world in enumerate(self.worlds) if any(self.clause(clause, world) for clause in clauses)}

    @cached_property
    def regions(self):
        return {position: self.region(position) for position in self.positions}

    # issues

    def issue(self, position):
        return self.positions[position].get("issue") or "situation"

    @cached_property
    def issues(self):
        implied = [factor["id"] for factor in self.case["factors"] if not factor.get("issue")]
        return list(dict.fromkeys([*(each["id"] for each in self.case.get("issues", [])), *implied, "situation"]))

    @cached_property
    def expressed(self):
        found = {issue: set() for issue in self.issues}
        for factor in self.case["factors"]:
            found[factor.get("issue") or factor["id"]].update(self.compiled(factor["id"]))
        bare = [issue for issue in found if not found[issue]]
        for position, each in self.positions.items():
            if self.issue(position) in bare:
                for clause in each.get("regions") or [{}]:
                    found[self.issue(position)].update(self.narrowed(clause))
        return found

    def narrowed(self, clause):
        for name, values in clause.items():
            if name in self.several:
                yield from (f"{name}.{value}" for value in values)
            elif set(values) != set(self.values[name]):
                yield name

    def addressed(self, scenario):
        left = self.left(scenario)
        return [i for i in self.issues if any(left[name] != set(self.values[name]) for name in self.expressed[i])]

    # who speaks for whom

    def standing(self, member, of, moment):
        ranks = {"none": 0, "speaks": 1, "binds": 2}
        held = [
            ranks[each["standing"]]
            for each in self.case.get("affiliations", [])
            if (each["member"], each["of"]) == (member, of) and lasts(each.get("from"), each.get("to"), moment)
        ]
        return max(held, default=0)

    def said_at(self, position):
        date = self.positions[position]["said"].get("said_on")
        return None if date is None else first(date)

    def speaker(self, position):
        return self.positions[position]["said"]["speaker"]

    def holder(self, position):
        given, speaker = self.positions[position].get("holder"), self.speaker(position)
        if given:
            return given
        of = list(dict.fromkeys(e["of"] for e in self.case.get("affiliations", []) if e["member"] == speaker))
        ranked = [(self.standing(speaker, each, self.said_at(position)), each) for each in of]
        best = max((rank for rank, _ in ranked), default=0)
        if best == 0:
            return speaker
        for each in self.case.get("affiliations", []):
            one = {"binds": 2, "speaks": 1, "none": 0}[each["standing"]]
            holds = lasts(each.get("from"), each.get("to"), self.said_at(position))
            if each["member"] == speaker and one == best and holds:
                return each["of"]
        raise AssertionError

    def counts_for(self, position):
        """The voice and standing of a position for each actor that it counts for."""
        speaker, holder, found = self.speaker(position), self.holder(position), {}
        owned = speaker == holder or self.standing(speaker, holder, self.said_at(position)) > 0
        for party in self.positions[position]["said"].get("parties", []):
            if owned or party == holder:
                found.setdefault(party, (party, 2))
        if speaker == holder or (self.actors[speaker]["kind"] == "person" and owned):
            found.setdefault(speaker, (speaker, 2))
        if owned:
            found.setdefault(holder, (speaker, self.standing(speaker, holder, self.now)))
        return found

    # what is alive

    def dead(self, position, scenario):
        """Why a position is not alive, and who may be the one that ends it."""
        each = self.positions[position]
        if each["state"] != "coded":
            return each["state"], set()
        if not self.said(position):
            return "not yet said", set()
        for link in self.case.get("links", []):
            by = link["position"]
            if link["target"] == position and self.positions[by]["state"] == "coded" and self.said(by):
                return {"supersedes": "superseded", "withdraws": "withdrawn"}[link["kind"]], {by}
        if not lasts(each.get("from"), each.get("until"), self.judged_at(scenario)):
            return "not valid then", set()
        return None

    def said(self, position):
        return self.now is None or self.said_at(position) is None or self.said_at(position) <= self.now

    def judged_at(self, scenario):
        while scenario is not None:
            if self.scenarios[scenario].get("date"):
                return first(self.scenarios[scenario]["date"])
            scenario = self.scenarios[scenario].get("parent")
        return self.now

    def verdict(self, position, scenario):
        completions = set(self.completions(scenario))
        if self.issue(position) not in self.addressed(scenario):
            return "elsewhere"
        inside = completions & self.regions[position]
        return "fails" if not inside else "applies" if inside == completions else "might"

    # the rule in one world

    def living(self, actor, scenario):
        return [p for p in self.positions if actor in self.counts_for(p) and not self.dead(p, scenario)]

    def word(self, positions, world):
        """The word of a voice, among its positions on one issue."""
        there = [p for p in positions if world in self.regions[p]]
        narrow = [p for p in there if not any(self.regions[q] < self.regions[p] for q in there)]
        dates = {p: self.said_at(p) or datetime.min for p in narrow}
        return there, narrow, [p for p in narrow if dates[p] == max(dates.values())]

    def on_issue(self, actor, issue, living, world):
        """The stance on an issue, the standing that decides, the words at each standing, and dissent."""
        mine = [p for p in living if self.issue(p) == issue]
        counted = {p: self.counts_for(p)[actor] for p in mine}
        words = {2: [], 1: [], 0: []}
        for voice, standing in set(counted.values()):
            words[standing] += self.word([p for p in mine if counted[p][0] == voice], world)[2]
        deciding = next((standing for standing in (2, 1, 0) if words[standing]), None)
        if deciding is None:
            return "silent", None, words, False
        signs = [SIGN[self.positions[p]["stance"]] for p in words[deciding]]
        if min(signs) < 0 < max(signs):
            return "contested", deciding, words, False
        strongest = max(signs, key=abs)
        stance = next(name for name, sign in SIGN.items() if sign == strongest)
        opposite = any(SIGN[self.positions[p]["stance"]] * strongest < 0 for p in words[1])
        return stance, deciding, words, deciding == 2 and opposite

    def carrying(self, stance, words):
        if stance == "contested":
            return [p for p in words if SIGN[self.positions[p]["stance"]]]
        return [p for p in words if self.positions[p]["stance"] == stance]

    def in_world(self, actor, issues, living, world):
        profile = {issue: self.on_issue(actor, issue, living, world) for issue in issues}
        headline = min((stance for stance, *_ in profile.values()), key=ORDER.index, default="silent")
        return headline, profile

    # cells

    def cell(self, actor, scenario):
        assessed = self.assessed(actor, scenario)
        found = {"actor": actor, "scenario": scenario, "kind": "impossible", "headlines": [], "profile": {}}
        found |= {"depends_on": [], "dissent": False, "mixed": False, "by_members": None, "assessed": assessed}
        lists = ("applies", "might", "fails", "elsewhere", "decisive", "attributed")
        found |= {name: [] for name in lists}
        completions = self.completions(scenario)
        if not completions:
            return found
        issues, living = self.addressed(scenario), self.living(actor, scenario)
        worlds = {world: self.in_world(actor, issues, living, world) for world in completions}
        headlines = sorted({headline for headline, _ in worlds.values()}, key=ORDER.index)
        found["headlines"] = headlines
        silent = headlines == ["silent"]
        found["kind"] = "open" if len(headlines) > 1 else "silent" if silent else "firm"
        for issue in issues:
            stances = {profile[issue][0] for _, profile in worlds.values()} - {"silent"}
            if stances:
                found["profile"][issue] = sorted(stances, key=ORDER.index)
        found["depends_on"] = self.depends_on({world: headline for world, (headline, _) in worlds.items()})
        found["dissent"] = any(each[3] for _, profile in worlds.values() for each in profile.values())
        found["mixed"] = any(self.mixed(profile) for _, profile in worlds.values())
        found["by_members"] = self.by_members(actor, scenario) if silent else None
        for position in living:
            found[self.verdict(position, scenario)].append(position)
        decisive = self.decisive(worlds)
        found["decisive"] = [p for p in self.positions if p in decisive]
        for p in self.positions:
            attributed = self.holder(p) == actor and actor not in self.counts_for(p) and not self.dead(p, scenario)
            if attributed and self.verdict(p, scenario) in ("applies", "might"):
                found["attributed"].append(p)
        return found

    def decisive(self, worlds):
        found = set()
        for headline, profile in worlds.values():
            for stance, deciding, words, _ in profile.values():
                if stance == headline != "silent":
                    found.update(self.carrying(stance, words[deciding]))
        return found

    def mixed(self, profile):
        stances = {stance for stance, *_ in profile.values()}
        return bool(stances & {"rejects", "opposes"} and stances & {"accepts", "supports"})

    def depends_on(self, headlines):
        best, found = None, set()
        for one, other in combinations(headlines, 2):
            if headlines[one] != headlines[other]:
                pairs = [(n, self.worlds[one][n], self.worlds[other][n]) for n in self.values]
                differing = {name for name, a, b in pairs if a != b and NA not in (a, b)}
                if best is None or len(differing) < best:
                    best, found = len(differing), set()
                if len(differing) == best:
                    found |= differing
        return [name for name in self.values if name in found]

    def by_members(self, actor, scenario):
        if self.actors[actor]["kind"] != "coalition":
            return None
        members = {
            each["member"]
            for each in self.case.get("affiliations", [])
            if each["of"] == actor and lasts(each.get("from"), each.get("to"), self.now)
        }
        members = [m for m in members if self.actors[m]["kind"] != "person"]
        issues, completions = self.addressed(scenario), self.completions(scenario)
        said = {
            m: {self.in_world(m, issues, self.living(m, scenario), world)[0] for world in completions} - {"silent"}
            for m in members
        }
        on_record = [m for m in members if said[m]]
        if not on_record:
            return None
        sides = {self.side(headline) for m in on_record for headline in said[m]}
        side = sides.pop() if len(sides) == 1 else "divided"
        return {"side": side, "on_record": len(on_record), "members": len(members)}

    def side(self, headline):
        sign = SIGN.get(headline)
        return "divided" if sign is None else "for" if sign > 0 else "against" if sign < 0 else "neutral"

    def assessed(self, actor, scenario):
        mine = [e for e in self.case.get("assessments", []) if (e["actor"], e["scenario"]) == (actor, scenario)]
        latest = max((each.get("at") or "" for each in mine), default=None)
        return next((each["stance"] for each in reversed(mine) if (each.get("at") or "") == latest), None)

    # reasons

    def why(self, actor, scenario):
        """For every position that the actor holds, speaks or joins in: verdict, why, and those that may outdo it."""
        completions, issues, living = self.completions(scenario), self.addressed(scenario), self.living(actor, scenario)
        decisive = self.decisive({w: self.in_world(actor, issues, living, w) for w in completions})
        found = {}
        for position in self.positions:
            counts = self.counts_for(position)
            if actor in (self.holder(position), self.speaker(position), *counts):
                verdict = self.verdict(position, scenario)
                dead = self.dead(position, scenario)
                if dead:
                    why = dead
                elif verdict in ("elsewhere", "fails"):
                    why = verdict, set()
                elif actor not in counts:
                    why = "attributed", set()
                elif position in decisive:
                    why = "decisive", set()
                else:
                    why = self.outdone(actor, position, living, completions)
                found[position] = (verdict, *why)
        return found

    def outdone(self, actor, position, living, completions):
        """The furthest that a position gets over the completions, and those that beat it there."""
        issue, (voice, standing) = self.issue(position), self.counts_for(position)[actor]
        mine = [p for p in living if self.issue(p) == issue and self.counts_for(p)[actor][0] == voice]
        beaten = {"lower standing": set(), "older": set(), "less specific": set()}
        for world in set(completions) & self.regions[position]:
            there, narrow, word = self.word(mine, world)
            _, deciding, words, _ = self.on_issue(actor, issue, living, world)
            if position in word and standing == deciding:
                return "counts", set()
            if position in word:
                beaten["lower standing"].update(words[deciding])
            elif position in narrow:
                beaten["older"].update(word)
            else:
                beaten["less specific"].update(q for q in there if self.regions[q] < self.regions[position])
        return next((why, by) for why, by in beaten.items() if by)
