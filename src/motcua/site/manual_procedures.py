"""The manual's page of packaged procedures: what there is, how far it is written, and the rules that each keeps."""

from collections.abc import Iterator

from motcua.kernel.words import Words
from motcua.procedures.domain import checking, packaged, wording
from motcua.procedures.domain.content import Content

Cells = tuple[object, ...]
HEAD = ("Code", "Tên", "Title", "Level", "Thời hạn · Limit", "Sure", "Acts", "Steps", "Form")


def page() -> Iterator[tuple[str, tuple[str, ...], list[Cells]]]:
    """A text, the head of the table under it, and the table's rows; for each area, then the rules."""
    held = packaged.contents()
    yield (_opening(held), ("Area", "Lĩnh vực", "Kind", "Procedures"), [
        (f"`{area.code}`", f"{area.vi} · {area.en}", area.kind, sum(each.area == area.code for each in held))
        for area in packaged.areas()
    ])  # fmt: skip
    for area in packaged.areas():
        yield f"\n## {area.vi} · {area.en}\n", HEAD, [_row(each) for each in held if each.area == area.code]
    yield (
        f"\n## Quy tắc của một quy trình · Rules that a procedure keeps ({len(checking.rules())})\n",
        ("Code", "Quy tắc", "Rule"),
        [(rule.code, rule.words.vi, rule.words.en) for rule in checking.rules()],
    )


def _opening(held: tuple[Content, ...]) -> str:
    full, forms = sum(each.full for each in held), sum(each.form is not None for each in held)
    administrative = sum(each.kind == "administrative" for each in held)
    unsure = sum(each.limit.uncertain for each in held)
    return (
        f"# Quy trình đóng gói · Packaged procedures ({len(held)})\n\n"
        f"{administrative} thủ tục hành chính, {len(held) - administrative} quy trình nội bộ; {full} viết đầy đủ,"
        f" {forms} có biểu mẫu khai, {unsure} có thời hạn chưa chắc. Chưa ai đối chiếu bản gốc của văn bản nào"
        " (`verified: false`); cách chia thời gian giữa các bước và các quy trình nội bộ là minh họa.\n\n"
        f"{administrative} administrative and {len(held) - administrative} internal procedures; {full} are written out,"
        f" {forms} have a form, {unsure} have a limit that is not certain. Nobody has compared any act with its text"
        " (`verified: false`); how time is shared among the steps, and the internal procedures, are illustrations.\n"
    )


def _row(content: Content) -> Cells:
    acts = "; ".join(f"{basis.act} {basis.article}".strip() for basis in content.basis)
    return (
        content.code, content.title.vi, content.title.en, content.level, _both(wording.limit(content.limit)),
        "no" if content.limit.uncertain else "yes", acts, len(content.steps) or "", "yes" if content.form else "",
    )  # fmt: skip


def _both(words: Words) -> str:
    return f"{words.vi} · {words.en}"
