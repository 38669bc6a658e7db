"""A Snapshot straight from a case's JSON, for tests of the analysis.

Statements and positions have the numbers in their ids (``st1``, ``p1``) as database ids, the others their places.
"""

from array import array
from itertools import count

from db.moments import NEVER, UNDATED, Moment
from db.records import (
    Actor,
    Affiliation,
    Assessment,
    CaseInfo,
    ClauseColumns,
    Condition,
    ConditionColumns,
    Exclusion,
    Factor,
    Issue,
    Link,
    PositionColumns,
    Scenario,
    Setting,
    Snapshot,
    StatementColumns,
    Value,
)
from db.vocabulary import SITUATION, ActorKind, LinkKind, PositionState, Stance, Standing

HOLDS = {"no": False, "yes": True}


def snapshot(case):
    """The snapshot of a case as JSON."""
    return Builder(case).snapshot()


def moment(text):
    return None if text is None else Moment.parse(text)


class Builder:
    def __init__(self, case):
        self.case = case
        self.actors = ids(case["actors"])
        self.factors = ids(case.get("factors", []))
        self.scenarios = ids(case.get("scenarios", []))
        said = [position for statement in case.get("statements", []) for position in statement.get("positions", [])]
        self.positions = {position["id"]: int(position["id"].strip("p")) for position in said}
        listed = {issue["id"]: issue["name"] for issue in case.get("issues", [])}
        named = {position.get("issue") for position in said} - {SITUATION}
        for factor in case.get("factors", []):
            if factor.get("issue") is None and factor["id"] in named:
                listed.setdefault(factor["id"], factor["name"])
        self.issue_names = listed
        self.issues = {key: number for number, key in enumerate(listed, 1)}
        numbers = count(1)
        self.values = {
            (factor["id"], value["id"]): next(numbers)
            for factor in case.get("factors", [])
            for value in factor["values"]
        }
        self.several = {factor["id"]: factor.get("several", False) for factor in case.get("factors", [])}

    def clause(self, thing):
        return tuple(self.condition(name, values) for name, values in thing.items())

    def condition(self, name, values):
        factor, _, part = name.partition(".")
        if part:
            holds = tuple(HOLDS[value] for value in values)
            return Condition(self.factors[factor], part=self.values[factor, part], holds=holds)
        return Condition(self.factors[factor], tuple(self.values[factor, value] for value in values))

    def setting(self, name, values):
        factor, _, part = name.partition(".")
        if values is None:
            return Setting(self.factors[factor], part=self.values[factor, part] if part else None, opened=True)
        found = self.condition(name, values)
        return Setting(found.factor, found.values, found.part, found.holds)

    def snapshot(self):
        case = self.case
        exclusions = [self.clause(each["when"]) for each in case.get("exclusions", [])]
        return Snapshot(
            case=CaseInfo("case", "", "", "en", moment(case["case"].get("as_of")), 1),
            actors=tuple(map(self.actor, case["actors"])),
            affiliations=tuple(self.affiliation(n, each) for n, each in enumerate(case.get("affiliations", []), 1)),
            issues=tuple(Issue(self.issues[key], key, key, name) for key, name in self.issue_names.items()),
            factors=tuple(map(self.factor, case.get("factors", []))),
            exclusions=tuple(Exclusion(n, str(n), when, "") for n, when in enumerate(exclusions, 1)),
            scenarios=tuple(map(self.scenario, case.get("scenarios", []))),
            links=tuple(self.link(n, each) for n, each in enumerate(case.get("links", []), 1)),
            assessments=tuple(self.assessment(n, each) for n, each in enumerate(case.get("assessments", []), 1)),
            position_keys=tuple(self.positions),
            **self.columns(),
        )

    def actor(self, each):
        key = each["id"]
        return Actor(
            self.actors[key], key, key, each["name"], "", ActorKind(each["kind"]), (), each.get("can_block", False), ""
        )

    def affiliation(self, number, each):
        since, until = moment(each.get("from")), moment(each.get("to"))
        member, of = self.actors[each["member"]], self.actors[each["of"]]
        return Affiliation(number, str(number), member, of, "", Standing(each["standing"]), since, until)

    def factor(self, each):
        key, issue = each["id"], each.get("issue")
        values = tuple(Value(self.values[key, v["id"]], v["id"], v["id"], v["name"]) for v in each["values"])
        needs = tuple(self.clause(clause) for clause in each.get("needs", []))
        issue = None if issue is None else self.issues[issue]
        several = each.get("several", False)
        return Factor(self.factors[key], key, key, each["name"], "", issue, False, several, needs, values)

    def scenario(self, each):
        key, parent = each["id"], each.get("parent")
        sets = tuple(self.setting(name, values) for name, values in each.get("sets", {}).items())
        parent = None if parent is None else self.scenarios[parent]
        return Scenario(self.scenarios[key], key, key, each["name"], parent, sets, moment(each.get("date")), "")

    def link(self, number, each):
        position, target = self.positions[each["position"]], self.positions[each["target"]]
        return Link(number, str(number), LinkKind(each["kind"]), position, target)

    def assessment(self, number, each):
        actor, scenario = self.actors[each["actor"]], self.scenarios[each["scenario"]]
        stance = Stance.of(each["stance"])
        return Assessment(number, str(number), actor, scenario, stance, None, "", "", each.get("at"))

    def columns(self):
        statements, positions, clauses, conditions = (
            StatementColumns(),
            PositionColumns(),
            ClauseColumns(),
            ConditionColumns(),
        )
        for number, statement in enumerate(self.case.get("statements", []), 1):
            said = moment(statement.get("said_on"))
            parties = [self.actors[key] for key in statement.get("parties", [])]
            append(
                statements,
                id=number,
                number=number,
                speaker=self.actors[statement["speaker"]],
                said=said.first if said else UNDATED,
                precision=said.precision if said else 0,
                act=-1,
                party_count=len(parties),
            )
            statements.parties.extend(parties)
            for position in statement.get("positions", []):
                self.position(number, position, positions, clauses, conditions)
        return {"statements": statements, "positions": positions, "clauses": clauses, "conditions": conditions}

    def position(self, statement, each, positions, clauses, conditions):
        since, until = moment(each.get("from")), moment(each.get("until"))
        regions = each.get("regions", [])
        issue = each.get("issue") or SITUATION
        append(
            positions,
            id=self.positions[each["id"]],
            statement=statement,
            holder=self.actors[each["holder"]] if each.get("holder") else 0,
            issue=self.issues.get(issue, 0),
            stance=Stance.of(each["stance"]),
            state=PositionState(each.get("state", "coded")).code,
            since=since.first if since else UNDATED,
            until=until.first if until else NEVER,
            clauses=len(regions),
        )
        for clause in regions:
            before = len(conditions.factor)
            for condition in self.clause(clause):
                if condition.part is None:
                    for value in condition.values:
                        append(conditions, factor=condition.factor, value=value, holds=-1)
                else:
                    for holds in condition.holds:
                        append(conditions, factor=condition.factor, value=condition.part, holds=int(holds))
            clauses.conditions.append(len(conditions.factor) - before)


def ids(things):
    return {thing["id"]: number for number, thing in enumerate(things, 1)}


def append(columns, **row):
    for name, value in row.items():
        column: array[int] = getattr(columns, name)
        column.append(int(value))
