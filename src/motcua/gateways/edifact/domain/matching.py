"""Matching: each segment of a message to its place in the structure, group by group.

From each place the structure tells which segments may follow: itself again, what comes later in its group, its group
again, and what comes after the group. The first that may still be repeated is taken.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.directory import Node, Structure, structure
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.framing import Message


class Step(NamedTuple):
    """To a place: the node's place, how often it may stand, what is skipped that must be, what begins anew."""

    place: int
    most: int
    missing: tuple[str, ...]
    fresh: range
    opens: bool


Steps = Mapping[str, tuple[Step, ...]]


@cache
def steps(kind: str, directory: str, association: str) -> tuple[Steps, ...] | None:
    """For each place, what may follow; None for a message that is not read here."""
    found = structure(kind, directory, association)
    return None if found is None else tuple([_after(found, node) for node in found.nodes])


def match(message: Message) -> tuple[list[int], list[Fault]]:
    """The place of each segment in the structure, -1 where it has none, and what is wrong.

    KeyError if the structure of the message is not known.
    """
    table = steps(message.type, message.directory, message.identifier(4))
    if table is None:
        raise KeyError(message.type)
    places, faults = [0], []
    counts = [0] * len(table)
    here = 0
    for number, segment in enumerate(message.segments[1:], message.at + 1):
        options = table[here].get(segment[0][0])
        if options is None:
            places.append(-1)
            faults.append(Fault("15", "message", segment[0][0], number))
            continue
        step = options[0]
        if counts[step.place] >= step.most:
            step = next((each for each in options[1:] if counts[each.place] < each.most), step)
            if counts[step.place] >= step.most:
                faults.append(Fault("36" if step.opens else "35", "message", segment[0][0], number))
        for tag in step.missing:
            faults.append(Fault("13", "message", tag, number, missing=True))
        counts[step.place] += 1
        for place in step.fresh:
            counts[place] = 0
        here = step.place
        places.append(here)
    return places, faults


def _after(found: Structure, node: Node) -> Steps:
    options: dict[str, list[Step]] = {}
    for target in _reachable(found, node):
        options.setdefault(target.tag, []).append(
            Step(target.place, target.most, _skipped(found, node, target), _fresh(target), target.opens)
        )
    return {tag: tuple(several) for tag, several in options.items()}


def _reachable(found: Structure, node: Node) -> list[Node]:
    """Itself, then what is later in its group, its group again, and so on outwards."""
    reach = [] if node.opens else [node]
    group, place = node.group, node.place + 1
    nodes = found.nodes
    while True:
        opener = _opener(found, group)
        end = nodes[opener].end if group else len(nodes)
        reach += [each for each in nodes[place:end] if _stands_in(found, each, group)]
        if not group:
            return reach
        reach.append(nodes[opener])
        group, place = found.parents[group], end


def _stands_in(found: Structure, node: Node, group: str) -> bool:
    """Whether a segment stands in the group itself, or opens a group that does."""
    return found.parents[node.group] == group if node.opens else node.group == group


def _opener(found: Structure, group: str) -> int:
    if not group:
        return 0
    return next(node.place for node in found.nodes if node.group == group and node.opens)


def _skipped(found: Structure, node: Node, target: Node) -> tuple[str, ...]:
    """What must stand between the two and does not."""
    if target.place == node.place and not target.opens:
        return ()
    missing: list[str] = []
    group, place = node.group, node.place + 1
    while True:
        opener = _opener(found, group)
        end = found.nodes[opener].end if group else len(found.nodes)
        here = target.place >= place and target.place < end and _stands_in(found, target, group)
        until = target.place if here else end
        missing += [each.tag for each in found.nodes[place:until] if each.required and _stands_in(found, each, group)]
        if here or not group or (target.opens and target.place == opener):
            return tuple(missing)
        group, place = found.parents[group], end


def _fresh(target: Node) -> range:
    """The segments whose count begins anew: those of the group that is opened."""
    return range(target.place + 1, target.end) if target.opens else range(0)


class Branch(NamedTuple):
    """A group once: its number in the directory and what stands in it, in order."""

    group: str
    parts: list["Segmented | Branch"]

    def segments(self, tag: str) -> list["Segmented"]:
        """The segments of this tag that stand here, not in a group below."""
        return [part for part in self.parts if isinstance(part, Segmented) and part.segment[0][0] == tag]

    def branches(self, group: str) -> list["Branch"]:
        """The groups of this number that stand here."""
        return [part for part in self.parts if isinstance(part, Branch) and part.group == group]


class Segmented(NamedTuple):
    """A segment and its place in the interchange."""

    at: int
    segment: Segment


def tree(message: Message, places: Sequence[int]) -> tuple[Branch, list[Segmented]]:
    """The message as groups within groups, and the segments that have no place in it."""
    found = structure(message.type, message.directory, message.identifier(4))
    if found is None:
        raise KeyError(message.type)
    root = Branch("", [])
    path, strange = [root], []
    for at, (segment, place) in enumerate(zip(message.segments, places, strict=True), message.at):
        part = Segmented(at, segment)
        if place < 0:
            strange.append(part)
            continue
        node = found.nodes[place]
        wanted = found.parents[node.group] if node.opens else node.group
        while path[-1].group != wanted:
            path.pop()
        if node.opens:
            branch = Branch(node.group, [])
            path[-1].parts.append(branch)
            path.append(branch)
        path[-1].parts.append(part)
    return root, strange
