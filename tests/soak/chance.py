"""Chance that can be had again: the seed is printed, and the same seed makes the same run."""

import random
from dataclasses import dataclass


@dataclass
class Figures:
    """What one soak came to: counts by name, and everything that should not have been."""

    counts: dict[str, float]
    wrong: list[str]

    def add(self, name: str, number: float = 1) -> None:
        """Count `number` more of `name`."""
        self.counts[name] = self.counts.get(name, 0) + number

    def told(self) -> str:
        """Return the figures on one line, and what went wrong below it."""
        numbers = ", ".join(f"{name} {number:g}" for name, number in self.counts.items())
        return "\n".join([numbers, *(f"  WRONG: {one}" for one in self.wrong[:20])])


def figures() -> Figures:
    """Return figures in which nothing is counted yet."""
    return Figures({}, [])


def chance(seed: int | str) -> random.Random:
    """Return chance that begins at `seed`."""
    return random.Random(seed)  # noqa: S311 - no secret, and the same run again is the point.
