"""Made-up forms and what is sent to them, good and hostile, from a source of randomness."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, get_args

from motcua.kernel.words import Words
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Choice, Field, FieldKind, Form, Group, Rule, Section, When
from motcua.procedures.domain.form.limits import NUMBERS
from motcua.procedures.domain.form.posted import Answers

TODAY = date(2023, 12, 22)
CODES = Codes(
    countries={"VN": Words("Việt Nam", "Viet Nam"), "CN": Words("Trung Quốc", "China")},
    offices={"20BB": Words("Móng Cái", "Mong Cai"), "20CD": Words("Cái Lân", "Cai Lan")},
)
KINDS = get_args(FieldKind)
_WORDS = Words("Ô <b>số</b> & “một” %(label)s {{ x }}", "Box <b>no</b> & 'one' %s {% if %}")
HOSTILE = (
    "", " ", "\x00", "<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "%s%n", "../../etc/passwd", "﷽" * 200,
    "A" * 25_000, "1e999", "NaN", "-0", "0" * 60, "٣٤٥", "9" * 30, "1.234", "1,234.5678901", "31/02/2023", "0001-01-01",
    "9999-12-31", "\ud800", "\u202e ngược", "a\r\nb\n\n", "yes", "no", "VN", "vn", "20BB", "CON", "é" * 600, "=1+1",
    "5799900001", "100000000110", "x@y.vn", "+84 203 1234567", "6109.10.10", "today", "c0", "c1", "‮", "Ω≈ç√",
)  # fmt: skip
GOOD = {
    "text": "Lụa tơ tằm", "long": "Dòng một\nDòng hai", "email": "ten@congty.vn", "telephone": "0203 3 825 999",
    "tax_code": "5799900001", "hs_code": "6109.10.10", "declaration": "100000000110", "country": "VN",
    "office": "20BB", "yes": "yes",
}  # fmt: skip


def form(draw: Random) -> Form:
    """A sound form with every kind of field, conditions, groups and rules."""
    names = iter(f"n{no}" for no in range(1000))
    sections = tuple(
        Section(f"s{no}", _WORDS, tuple(_parts(draw, names))) for no in range(draw.randint(1, 3))
    )  # fmt: skip
    return Form(sections, tuple(_rules(draw, sections)))


def _parts(draw: Random, names: Any) -> list[Field | Group]:
    parts: list[Field | Group] = []
    for _ in range(draw.randint(1, 5)):
        if draw.random() < 0.25:
            fields: list[Field] = []
            for _ in range(draw.randint(1, 4)):
                fields.append(_field(draw, next(names), fields))
            least = draw.randint(0, 2)
            parts.append(Group(next(names), _WORDS, tuple(fields), least, least + draw.randint(1, 4)))
        else:
            parts.append(_field(draw, next(names), [part for part in parts if isinstance(part, Field)]))
    return parts


def _field(draw: Random, name: str, before: list[Field]) -> Field:
    kind = draw.choice(KINDS)
    choices = ()
    if kind in ("choice", "choices"):
        choices = tuple(Choice(f"c{no}", _WORDS) for no in range(draw.randint(1, 12)))
    least, most = _bounds(draw, kind)
    prefill = draw.choice(("", "before"))
    hint = _WORDS if draw.random() < 0.3 else None
    return Field(
        name, _WORDS, kind, draw.random() < 0.6, hint, least, most, draw.choice((40, 200, 500)), choices,
        prefill, _when(draw, before),
    )  # fmt: skip


def _bounds(draw: Random, kind: str) -> tuple[str, str]:
    if kind in NUMBERS and draw.random() < 0.5:
        return str(draw.randint(0, 9)), str(draw.randint(10, 99_999))
    if kind == "date" and draw.random() < 0.5:
        return "2020-01-01", "today+30"
    return "", ""


def _when(draw: Random, before: list[Field]) -> When | None:
    told = [each for each in before if each.kind in ("yes", "choice", "choices")]
    if not told or draw.random() < 0.5:
        return None
    other = draw.choice(told)
    return When(other.name, ("yes",) if other.kind == "yes" else (other.choices[0].code,))


def _rules(draw: Random, sections: tuple[Section, ...]) -> list[Rule]:
    parts = [part for section in sections for part in section.parts]
    top = [part for part in parts if isinstance(part, Field)]
    sizes = [each.name for each in top if each.kind in NUMBERS]
    days = [each.name for each in top if each.kind == "date"]
    names = [each.name for each in top]
    columns = [
        f"{part.name}.{field.name}"
        for part in parts if isinstance(part, Group)
        for field in part.fields if field.kind in NUMBERS
    ]  # fmt: skip
    wanted = (
        ("ordered", days[:2], 2), ("ordered", sizes[:3], 2), ("different", names[:2], 2), ("one_of", names[-2:], 2),
        ("together", names[-3:], 2), ("sum", [*sizes[:1], *columns[:3]] if sizes else [], 2),
        ("different", columns[:1], 1),
    )  # fmt: skip
    held = [each for each in wanted if len(each[1]) >= each[2] and draw.random() < 0.3]
    return [Rule(f"R{no}", kind, tuple(fields), _WORDS) for no, (kind, fields, _) in enumerate(held)]


def good(draw: Random, made: Form) -> Answers:
    """Answers that fit each field by itself; a rule between them may still be broken."""
    answers: Answers = {}
    for part in (part for section in made.sections for part in section.parts):
        if isinstance(part, Group):
            count = draw.randint(max(1, part.least), part.most)
            answers[part.name] = [{field.name: _good(draw, field) for field in part.fields} for _ in range(count)]
        else:
            answers[part.name] = _good(draw, part)
    return answers


def _good(draw: Random, field: Field) -> Any:
    if field.kind in NUMBERS:
        low = int(field.least or 0)
        return str(draw.randint(low, int(field.most or low + 5)))
    if field.kind == "date":
        return (TODAY - timedelta(days=draw.randint(0, 900))).strftime("%d/%m/%Y")
    if field.kind in ("choice", "choices"):
        codes = [each.code for each in field.choices]
        return codes[:2] if field.kind == "choices" else codes[0]
    return GOOD[field.kind]


def hostile(draw: Random, made: Form) -> Answers:
    """Good answers with some spoiled, some missing, some from elsewhere: texts alone, as a browser sends them."""
    answers = good(draw, made)
    for name in list(answers):
        lot = draw.random()
        if lot < 0.2:
            answers.pop(name)
        elif isinstance(answers[name], str):
            answers[name] = draw.choice(HOSTILE) if lot < 0.7 else answers[name]
        elif answers[name] and isinstance(answers[name][0], dict):
            for row in answers[name]:
                row[draw.choice(list(row))] = draw.choice(HOSTILE)
    return answers | ({draw.choice(HOSTILE): draw.choice(HOSTILE)} if draw.random() < 0.3 else {})


def anything(draw: Random, made: Form, depth: int = 3) -> Any:
    """Values of any shape, some under the form's own names."""
    kinds: list[Any] = [
        None, True, draw.randint(-(10**40), 10**40), 1.5, float("nan"), float("inf"), Decimal("1E+400"), TODAY,
        10**6000, b"bytes", object(), draw.choice(HOSTILE),
    ]  # fmt: skip
    if depth and draw.random() < 0.6:
        names = [part.name for section in made.sections for part in section.parts]
        names += [
            field.name for s in made.sections for part in s.parts if isinstance(part, Group) for field in part.fields
        ]
        held = [anything(draw, made, depth - 1) for _ in range(draw.randint(0, 6))]
        if draw.random() < 0.4:
            return held
        return {draw.choice([*names, 7, None, "x"]): value for value in held}
    return draw.choice(kinds)
