"""Rounds made up for the tests of scoring."""

from collections.abc import Sequence
from random import Random

from motcua.kernel.money import PPM
from motcua.survey.domain.scoring import Item, Rating, Rule, Stratum

PLAIN, TURNED = Item("q1", "C1"), Item("q2", "C2", reverse=True)
OVERALL = Item("overall", "", scored=False)
TWO = (PLAIN, TURNED, OVERALL)
RULE = Rule(2023, PPM, 0, {"C1": 600_000, "C2": 400_000}, satisfaction="overall")


def sheet(plain: int | None, turned: int | None, overall: int | None = 5, *, at: str = "A") -> Rating:
    """A sheet of the three items, about the office before the point."""
    return Rating(at.split(".")[0], at, {"q1": plain, "q2": turned, "overall": overall})


def stratum(code: str = "A", frame: int = 100, invited: int | None = None) -> Stratum:
    """A stratum of the office before the point."""
    return Stratum(code, code.split(".")[0], frame, frame if invited is None else invited)


def drawn(seed: int) -> tuple[list[Rating], list[Stratum], list[Item], Rule, dict[str, int]]:
    """A round of any shape: one to four offices, strata from empty to full, items of three scales, some branched."""
    dice = Random(seed)
    items = [
        Item(f"{component}.{number}", component, dice.random() < 0.3, top=dice.choice((4, 5, 10)), branched=number == 3)
        for component in ("C1", "C2", "C3")[: dice.randint(1, 3)]
        for number in range(dice.randint(1, 4))
    ]
    strata, ratings = [], []
    for office in "ABCD"[: dice.randint(1, 4)]:
        level = dice.uniform(0.3, 1.1)
        for number in range(dice.randint(1, 4)):
            answered = dice.choice((0, 2, 5, 9, 20))
            frame = answered + dice.choice((0, 0, 3, 40))
            strata.append(Stratum(f"{office}.{number}", office, frame, dice.randint(answered, frame)))
            ratings += [_sheet(dice, strata[-1], items, level) for _ in range(answered)]
    own = dice.choice((0, 300_000))
    rule = Rule(2024, PPM - own, own, _shares(items), answers=dice.choice((5, 10)), satisfaction="overall")
    internal = {each.office: dice.randint(0, 10_000) for each in strata} if own else {}
    return ratings, strata, [*items, OVERALL], rule, internal


def _sheet(dice: Random, own: Stratum, items: Sequence[Item], level: float) -> Rating:
    answers: dict[str, int | None] = {"overall": dice.choice((None, 3, 4, 5, 5))}
    for item in items:
        told = max(1, min(item.top, round(dice.gauss(level * item.top, 1))))
        answers[item.code] = None if dice.random() < 0.1 else item.top + 1 - told if item.reverse else told
    return Rating(own.office, own.code, answers)


def _shares(items: Sequence[Item]) -> dict[str, int]:
    names = sorted({item.component for item in items})
    return {name: PPM // len(names) + (PPM % len(names) if name == "C1" else 0) for name in names}
