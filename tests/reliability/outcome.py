"""What became of a run of a harness."""

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """How often something was tried, and what of it went wrong, in words; ``facts`` are worth a line in a table."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)

    def count(self, what, number=1):
        self.facts[what] = self.facts.get(what, 0) + number

    def told(self):
        return ", ".join(f"{number:,} {what}" for what, number in self.facts.items())
