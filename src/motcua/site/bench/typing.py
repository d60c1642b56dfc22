"""What people type into a search of the tariff, key by key, and a table of lines made up of the packaged words."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from motcua.reference.domain import fold
from motcua.tariff.domain import Line, packaged

PHRASES = (
    "than đá", "điện thoại di động", "máy tính xách tay", "sầu riêng", "thanh long", "thép không gỉ", "xi măng",
    "clanhke", "gạo", "ngô", "lúa mì", "đậu tương", "dầu diesel", "xăng", "lốp ô tô", "xe đạp điện", "máy giặt",
    "tủ lạnh", "tấm pin mặt trời", "vải bông", "áo phông", "giày thể thao", "gỗ xẻ", "giấy", "phân bón", "thuốc lá",
    "rượu vang", "bia", "sữa bột", "thịt bò đông lạnh", "cá hồi", "tôm sú", "cà phê rang", "hạt điều", "cao su",
    "polyetylen", "ống thép", "dây cáp điện", "máy xúc", "ô tô tải", "đồ chơi trẻ em", "mỹ phẩm", "thuốc trừ sâu",
    "coal", "mobile phone", "laptop", "durian", "stainless steel", "cement clinker", "washing machine", "solar panel",
    "cotton fabric", "sports shoes", "fertiliser", "red wine", "frozen beef", "cashew nuts", "natural rubber",
    "insulated cable", "excavator", "toys", "insecticide",
)  # fmt: skip
CODES = ("2701", "27011900", "2701.19.00", "8517.13", "85171300", "8471 30 20", "0810", "7219", "25231090", "85171200")
LEAST = 3
TRIALS = 150
_MOST_ALIKE = 3


def texts(lines: Sequence[Line], count: int) -> list[str]:
    """Searches in the order of a shuffled day: every few keys of a phrase is one."""
    random = Random(2026)  # noqa: S311 - the same searches each time
    found = [text for phrase in (*PHRASES, *map(fold, PHRASES)) for text in _keys(phrase)]
    found += [text for code in CODES for text in _keys(code)]
    found += [misspelt(phrase, random) for phrase in PHRASES]
    found += [fold(line.words.vi)[:40] for line in random.sample(list(lines), min(len(lines), 150))]
    random.shuffle(found)
    return (found * (1 + count // len(found)))[:count]


def meant(lines: Sequence[Line]) -> dict[str, list[tuple[str, str]]]:
    """Searches with the code of the line that was meant: its own words, without accents, misspelt, a part of a code.

    Only lines whose own words few others share: of “Other” nobody knows what was meant.
    """
    random = Random(7)  # noqa: S311 - the same searches each time
    shared = Counter(fold(line.words.vi) for line in lines)
    telling = [
        line for line in lines
        if shared[fold(line.words.vi)] <= _MOST_ALIKE and LEAST <= len(line.words.vi.split()) <= 8  # noqa: PLR2004
    ]  # fmt: skip
    few = random.sample(telling, min(TRIALS, len(telling)))
    return {
        "own words": [(line.words.vi, line.code) for line in few],
        "without accents": [(fold(line.words.vi), line.code) for line in few],
        "misspelt": [(misspelt(fold(line.words.vi), random), line.code) for line in few],
        "code with dots": [(f"{line.code[:4]}.{line.code[4:6]}.{line.code[6:]}", line.code) for line in few],
    }


def misspelt(text: str, random: Random) -> str:
    """A text with one letter of its longest word left out, doubled or changed places with the next."""
    words = text.split()
    place = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[place]
    if len(word) > LEAST:
        at = random.randrange(1, len(word) - 1)
        wrong = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
                 word[:at] + word[at + 1] + word[at] + word[at + 2 :])  # fmt: skip
        words[place] = random.choice(wrong)
    return " ".join(words)


def table(size: int) -> bytes:
    """A CSV of so many lines whose words are those of the packaged lines in other company, with rates."""
    random = Random(1)  # noqa: S311 - the same searches each time
    known = list(packaged().lines_on(packaged().opens).values())
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("code", "description_vi", "description_en", "path_vi", "path_en", "unit", "mfn", "atiga", "vat"))
    for number in range(size):
        one, other = random.choice(known), random.choice(known)
        code = f"{1 + number % 97:02d}{1 + number // 97 % 97:02d}{10 + number // 9409:02d}{10 + number % 89:02d}"
        path = (f"{one.path.vi} > {other.words.vi}", f"{one.path.en} > {other.words.en}")
        writer.writerow((code, *other.words, *path, "kg", random.choice((0, 3, 5, 10, 20)), 0, "8/10"))
    return buffer.getvalue().encode()


def _keys(phrase: str) -> Iterator[str]:
    """What stands in the field after every second key, from the second on."""
    yield from (phrase[:end] for end in range(2, len(phrase), 2))
    yield phrase
