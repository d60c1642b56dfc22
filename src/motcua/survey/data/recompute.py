"""Compute the published table of a survey round again, from the answers in its package alone.

    python3 recompute.py [FOLDER or PACKAGE.zip]

Needs Python 3.8 or later and nothing else: no library, no network, no database. Prints the table it finds and
compares it, to the last digit, with results.csv. Ends with 0 where both are the same, 1 where a line differs,
2 where the package cannot be read. How it is computed, and why, is told in METHOD.en.md and METHOD.vi.md.
"""

import csv
import io
import json
import sys
import zipfile
import zlib
from collections import Counter
from fractions import Fraction
from math import isqrt
from pathlib import Path

MILLION = 1000000
UNIT = 10**18
UNREADABLE = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError)
UNREADABLE += (csv.Error, zipfile.BadZipFile, zlib.error)
HEAD = ["kind", "office", "code", "n", "value", "low", "high", "band", "best", "worst"]


def rounded(numerator, denominator=1):
    """The nearest whole number, halves away from zero."""
    exact = Fraction(numerator, denominator)
    return int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)


def decimal(number, places):
    """A whole number of units 10^-places as a decimal; nothing stays nothing."""
    if number is None:
        return ""
    whole, rest = divmod(abs(number), 10**places)
    return ("-" if number < 0 else "") + str(whole) + "." + str(rest).rjust(places, "0")


class Package:
    """What a package holds: sheets, strata, items and the rule. `read` gives the text of a file by its name."""

    def __init__(self, read):
        found = [list(csv.DictReader(io.StringIO(read(f"{name}.csv")))) for name in ("items", "strata", "data")]
        self.items, self.strata, self.sheets = found
        self.rule = json.loads(read("rule.json"))
        for item in self.items:
            item["top"] = int(item["top"])
        for stratum in self.strata:
            stratum.update(frame=int(stratum["frame"]), invited=int(stratum["invited"]))
        for sheet in self.sheets:
            for item in self.items:
                sheet[item["code"]] = counted(item, sheet[item["code"]])

    def offices(self):
        """Offices with published answers, in the order of their strata."""
        return list(dict.fromkeys(stratum["office"] for stratum in self.strata))

    def of(self, office):
        """Sheets about an office."""
        return [sheet for sheet in self.sheets if sheet["office"] == office]

    def scored(self, component):
        """Items of a component that count."""
        return [item for item in self.items if item["component"] == component and item["scored"] == "1"]


def counted(item, answer):
    """An answer as it counts: turned round where the item is reversed, None where nothing was answered."""
    if answer == "":
        return None
    return item["top"] + 1 - int(answer) if item["reverse"] == "1" else int(answer)


def weights(package, office):
    """Weight of a sheet by stratum, in millionths: frame over sheets, cut at `trim` times the mean."""
    sizes = Counter(sheet["stratum"] for sheet in package.of(office))
    frames = {stratum["code"]: stratum["frame"] for stratum in package.strata if stratum["office"] == office}
    most = rounded(package.rule["trim"] * sum(frames.values()) * MILLION, sum(sizes.values()))
    return {code: min(rounded(frames[code] * MILLION, size), most) for code, size in sizes.items()}


def means(package, office, component, weight):
    """Weighted mean of each item that enough sheets answered: (item, sum of w·y, sum of w)."""
    least = max(package.rule["answers"], package.rule["minimum"])
    found = []
    for item in package.scored(component):
        given = [sheet for sheet in package.of(office) if sheet[item["code"]] is not None]
        if len(given) >= least:
            total = sum(weight[sheet["stratum"]] * sheet[item["code"]] for sheet in given)
            found.append((item, total, sum(weight[sheet["stratum"]] for sheet in given)))
    return found


def influence(sheet, found, weight):
    """What a sheet adds to the error of a component, in 10^-18 points: w·100·(y − mean)/((top − 1)·k·Σw)."""
    told = [(sheet[item["code"]], *rest, item["top"] - 1) for item, *rest in found if sheet[item["code"]] is not None]
    k = len(found)
    parts = [rounded(100 * UNIT * (y * whole - total), top * k * whole * whole) for y, total, whole, top in told]
    return weight[sheet["stratum"]] * sum(parts)


def spread(package, office, influences):
    """Variance (10^-36 points²) with finite population correction, and degrees of freedom."""
    whole, below = 0, Fraction(0)
    for stratum in package.strata:
        own = [z for sheet, z in influences if sheet["stratum"] == stratum["code"]]
        n, frame = len(own), stratum["frame"]
        if stratum["office"] == office and 2 <= n < frame:
            square = n * sum(z * z for z in own) - sum(own) ** 2
            part = rounded((frame - n) * square, frame * (n - 1))
            whole += part
            below += Fraction(part * part, n - 1)
    return whole, max(1, int(whole * whole / below)) if below else 1


def student(freedom):
    """Student's t for 95 %, in thousandths."""
    v = freedom
    few = {1: 12706, 2: 4303, 3: 3182, 4: 2776}
    return few.get(v) or 1960 + (2372 * v * v + 2823 * v + 2556 + v * v * v // 2) // (v * v * v)


def half(variance, freedom):
    """Half of a 95 % interval in hundredths of a point, rounded up."""
    return -(-isqrt(student(freedom) ** 2 * variance) // (UNIT * 10))


def estimate(package, office, component):
    """A component at an office: (score, variance, freedom, sheets, influences); None where too few answered."""
    weight = weights(package, office)
    found = means(package, office, component, weight)
    if not found:
        return None
    points = sum(Fraction(100 * (total - whole), (item["top"] - 1) * whole) for item, total, whole in found)
    influences = [(sheet, influence(sheet, found, weight)) for sheet in package.of(office)]
    told = [sheet for sheet in package.of(office) if any(sheet[item["code"]] is not None for item, _, _ in found)]
    variance, freedom = spread(package, office, influences)
    return points / len(found), variance, freedom, len(told), influences


def index(package, office, components):
    """The enterprises' score of an office: (score, variance, freedom); None where a component has none."""
    shares = package.rule["weights"]
    if any(shares[name] and found is None for name, found in components.items()):
        return None
    parts = [(shares[name], found) for name, found in components.items() if found is not None]
    score = sum(share * found[0] for share, found in parts) / MILLION
    influences = [
        (sheet, rounded(sum(share * found[4][at][1] for share, found in parts), MILLION))
        for at, sheet in enumerate(package.of(office))
    ]
    return (score, *spread(package, office, influences))


def total(package, office, found):
    """The score by the rule of the round, in hundredths, with its variance and freedom."""
    rule = package.rule
    score = found[0] * rule["enterprise_ppm"] / MILLION
    if rule["department_ppm"]:
        score += Fraction(rule["internal"][office] * rule["department_ppm"], 100 * MILLION)
    return rounded(score * 100), rounded(found[1] * rule["enterprise_ppm"] ** 2, MILLION**2), found[2]


def apart(one, other):
    """Whether the interval of the difference leaves zero out."""
    return abs(one[0] - other[0]) > half(one[1] + other[1], min(one[2], other[2]))


def ranks(totals):
    """Band, best and worst rank of each, given best first."""
    band, found = 1, []
    for at, own in enumerate(totals):
        above, below = totals[:at], totals[at:]
        if at and all(apart(one, other) for one in above for other in below):
            band += 1
        better = sum(apart(own, other) for other in above)
        worse = sum(apart(own, other) for other in below)
        found.append((band, 1 + better, len(totals) - worse))
    return found


def line(kind, office, code, *rest):
    """A line of the table, filled up to its width."""
    return [kind, office, code, *rest, *[""] * (len(HEAD) - 3 - len(rest))]


def bounds(score, width):
    """An interval as two texts, kept between 0 and 100."""
    return [decimal(max(0, score - width), 2), decimal(min(10000, score + width), 2)]


def satisfied(package, sheets, office):
    """The line of those who chose one of the two best levels."""
    item = next((item for item in package.items if item["code"] == package.rule["satisfaction"]), None)
    given = [sheet[item["code"]] for sheet in sheets if sheet[item["code"]] is not None] if item else []
    if len(given) < package.rule["minimum"]:
        return line("satisfied", office, "")
    share = rounded(sum(answer >= item["top"] - 1 for answer in given) * MILLION, len(given))
    return line("satisfied", office, "", str(len(given)), decimal(share, 4))


def squares(values):
    """n² times the variance."""
    return len(values) * sum(value * value for value in values) - sum(values) ** 2


def alpha(package, component):
    """The line of Cronbach's alpha of a component."""
    items = package.scored(component)
    rows = [row for row in ([sheet[item["code"]] for item in items] for sheet in package.sheets) if None not in row]
    if len(rows) < max(package.rule["minimum"], 2):
        return line("alpha", "", component)
    whole = squares([sum(row) for row in rows])
    parts = sum(squares([row[at] for row in rows]) for at in range(len(items)))
    k = len(items)
    value = rounded(Fraction(k, k - 1) * (1 - Fraction(parts, whole)) * MILLION) if k > 1 and whole else None
    return line("alpha", "", component, str(len(rows)), decimal(value, 6))


def responses(package, office):
    """Lines of response: by stratum, then of the office."""
    lines = []
    strata = [stratum for stratum in package.strata if stratum["office"] == office]
    for stratum in [*strata, {"code": "", "invited": sum(stratum["invited"] for stratum in strata)}]:
        code, invited = stratum["code"], stratum["invited"]
        answered = sum(code in ("", sheet["stratum"]) for sheet in package.of(office))
        lines.append(line("response", office, code, str(answered), decimal(rounded(answered * MILLION, invited), 4)))
    return lines


def office_lines(package, office, components, ranked):
    """Lines of one office: total, the two parts, components, satisfaction."""
    found = index(package, office, components)
    n = str(len(package.of(office)))
    lines = [line("total", office, "", n)]
    if found is not None:
        score, variance, freedom = total(package, office, found)
        width = half(variance, freedom)
        lines = [line("total", office, "", n, decimal(score, 2), *bounds(score, width), *map(str, ranked))]
        lines.append(line("enterprise", office, "", n, decimal(rounded(found[0] * 100), 2)))
        if package.rule["department_ppm"]:
            lines.append(line("department", office, "", "", decimal(package.rule["internal"][office], 2)))
    for name, one in components.items():
        rest = []
        if one is not None:
            score = rounded(one[0] * 100)
            rest = [str(one[3]), decimal(score, 2), *bounds(score, half(one[1], one[2]))]
        lines.append(line("component", office, name, *rest))
    return [*lines, satisfied(package, package.of(office), office)]


def recomputed(package):
    """The whole table, line by line, offices best first."""
    names = package.rule["weights"]
    components = {office: {name: estimate(package, office, name) for name in names} for office in package.offices()}
    whole = {office: index(package, office, found) for office, found in components.items()}
    totals = {office: total(package, office, found) for office, found in whole.items() if found is not None}
    first = sorted(totals, key=lambda office: (-totals[office][0], office))
    found = ranks([totals[office] for office in first])
    lines = [HEAD]
    for at, office in enumerate([*first, *(office for office in components if office not in totals)]):
        lines += office_lines(package, office, components[office], found[at] if office in totals else None)
    lines += [line("total", office, "") for office in package.rule["withheld"]]
    lines.append(satisfied(package, package.sheets, ""))
    lines += [alpha(package, name) for name in names]
    for office in package.offices():
        lines += responses(package, office)
    return lines


def opened(path):
    """A reader of texts by file name, of a folder or of a ZIP file."""
    if path.is_dir():
        return lambda name: (path / name).read_bytes().decode()
    archive = zipfile.ZipFile(path)
    return lambda name: archive.read(name).decode()


def main(arguments):
    """Print the table and say where it differs from the published one."""
    read = opened(Path(arguments[0]) if arguments else Path(__file__).resolve().parent)
    lines = [",".join(found) for found in recomputed(Package(read))]
    published = read("results.csv").split("\n")[:-1]
    sys.stdout.write("\n".join(lines) + "\n")
    differ = [at for at in range(max(len(lines), len(published))) if lines[at : at + 1] != published[at : at + 1]]
    for at in differ:
        sys.stderr.write(f"line {at + 1}: published {published[at : at + 1]}, found {lines[at : at + 1]}\n")
    sys.stderr.write("results.csv differs\n" if differ else "results.csv is reproduced to the last digit\n")
    return 1 if differ else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except UNREADABLE as error:
        sys.stderr.write(f"this package cannot be read: {error!r}\n")
        sys.exit(2)
