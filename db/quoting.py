"""Where quoted words stand in a text."""


def find(text: str, exact: str, prefix: str, suffix: str, *, near: int) -> int | None:
    """Where exact words stand between their prefix and suffix: of several places the one nearest to ``near``."""
    whole = prefix + exact + suffix
    before = text.rfind(whole, 0, max(near - len(prefix), 0) + len(whole))
    after = text.find(whole, max(near - len(prefix), 0))
    places = [place + len(prefix) for place in (before, after) if place >= 0]
    return min(places, key=lambda place: (abs(place - near), place), default=None)
