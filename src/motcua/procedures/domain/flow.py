"""The flow chart of a procedure, drawn from the same steps as the table: SVG of one width, no style and no script.

Lines and letters take the colour of what they stand in (`currentColor`), so that one drawing serves light, dark and
print. Letters are measured by a mean width, which leaves room: boxes grow with their lines.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Step

WIDTH = 760
_LEFT, _BOX, _SIDE = 4, 380, 256
_GAP, _PAD, _LINE = 26, 10, 17
_TURN = _LEFT + _BOX + 40
"""Where a branch leaves the column of steps."""
BEGIN, END, RESULT = Words("Bắt đầu", "Start"), Words("Kết thúc", "End"), Words("Kết quả", "Result")


class Box(msgspec.Struct, frozen=True):
    """A box with its lines of text; `bold` is how many of the first are heavy."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    bold: int = 0
    dashed: bool = False
    round: bool = False


def svg(steps: Sequence[Step], language: str) -> str:
    """The chart in `vi` or `en`; empty where there are no steps."""
    if not steps:
        return ""
    drawn, bottom = _drawn(steps, language)
    label = Words("Lưu đồ quy trình", "Flow chart of the procedure").in_language(language)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 4}" width="{WIDTH}"'
        f' height="{bottom + 4}" role="img" aria-label="{escape(label)}" font-family="Noto Sans, sans-serif"'
        f' font-size="13" fill="currentColor">{"".join(drawn)}</svg>'
    )


def _drawn(steps: Sequence[Step], language: str) -> tuple[list[str], int]:
    first = Box(_LEFT + _BOX // 2 - 60, 4, 120, 30, (BEGIN.in_language(language),), 0, round=True)
    drawn, y = list(_box(first, centred=True)), 34
    for step in steps:
        lines = _step_lines(step, language)
        side = _branch_lines(step, language)
        height = max(len(lines) * _LINE + 2 * _PAD, sum(len(each) * _LINE + 2 * _PAD + 6 for each in side))
        drawn += _arrow(y, y + _GAP)
        y += _GAP
        heavy = len(wrapped(_head(step, language), _BOX - 2 * _PAD))
        drawn += _box(Box(_LEFT, y, _BOX, height, lines, heavy, dashed=step.pauses))
        drawn += _branches(side, y, height)
        y += height
    drawn += _arrow(y, y + _GAP)
    last = Box(_LEFT + _BOX // 2 - 60, y + _GAP, 120, 30, (END.in_language(language),), 0, round=True)
    return [*drawn, *_box(last, centred=True)], y + _GAP + 30


def _head(step: Step, language: str) -> str:
    return f"{step.no}. {step.words.in_language(language)}"


def _step_lines(step: Step, language: str) -> tuple[str, ...]:
    who = wording.ROLES[step.role].in_language(language)
    room = _BOX - 2 * _PAD
    return (
        *wrapped(_head(step, language), room),
        *wrapped(f"{who} · {wording.step_time(step).in_language(language)}", room),
        *wrapped(f"{RESULT.in_language(language)}: {step.output.in_language(language)}", room),
    )


def _branch_lines(step: Step, language: str) -> list[tuple[str, ...]]:
    return [wrapped(each.in_language(language), _SIDE - 2 * _PAD) for each in step.branches]


def _branches(side: Sequence[tuple[str, ...]], top: int, height: int) -> Iterator[str]:
    y = top
    for lines in side:
        tall = len(lines) * _LINE + 2 * _PAD
        middle = min(y + tall // 2, top + height - 4)
        yield _line(_LEFT + _BOX, middle, _TURN + 44, middle, dashed=True)
        yield _head_right(_TURN + 50, middle)
        yield from _box(Box(_TURN + 52, y, _SIDE, tall, lines, 0, dashed=True))
        y += tall + 6


def wrapped(text: str, room: int) -> tuple[str, ...]:
    """A text cut into lines that fit into so many units at 13 units a letter's height."""
    most = max(8, int(room / 7.1))
    lines, held = [], ""
    for word in " ".join(text.split()).split(" "):
        for piece in [word[at : at + most] for at in range(0, len(word), most)] or [""]:
            if held and len(held) + 1 + len(piece) > most:
                lines.append(held)
                held = piece
            else:
                held = f"{held} {piece}".strip()
    return (*lines, held)


def _box(box: Box, *, centred: bool = False) -> Iterator[str]:
    corner = box.height // 2 if box.round else 4
    dash = ' stroke-dasharray="5 4"' if box.dashed else ""
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="{corner}" fill="none"'
        f' stroke="currentColor" stroke-width="1.2"{dash}/>'
    )
    x = box.x + (box.width // 2 if centred else _PAD)
    anchor = ' text-anchor="middle"' if centred else ""
    for no, line in enumerate(box.lines):
        weight = ' font-weight="600"' if no < box.bold else ""
        y = box.y + _PAD + no * _LINE + 12 - (2 if centred else 0)
        yield f'<text x="{x}" y="{y}"{anchor}{weight}>{escape(line)}</text>'


def _arrow(top: int, bottom: int) -> Iterator[str]:
    x = _LEFT + _BOX // 2
    yield _line(x, top, x, bottom - 6)
    yield f'<path d="M{x - 5} {bottom - 8} L{x + 5} {bottom - 8} L{x} {bottom} Z"/>'


def _head_right(x: int, y: int) -> str:
    return f'<path d="M{x - 8} {y - 5} L{x - 8} {y + 5} L{x} {y} Z"/>'


def _line(x: int, y: int, to_x: int, to_y: int, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="currentColor" stroke-width="1.2"{dash}/>'
