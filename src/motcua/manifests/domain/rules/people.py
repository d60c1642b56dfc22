"""Crew, their effects, and passengers."""

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import LIMITS
from motcua.manifests.domain.message import CrewList, PassengerList
from motcua.manifests.domain.rules.bills import in_vietnam
from motcua.manifests.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, GUIDE, vnaccs
from motcua.manifests.domain.shapes import Effects, Person

Lists = CrewList | PassengerList
SIGN = 9
"""Characters of a call sign."""


@BOOK.rule(
    "PER-PER-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="mode", scope="list",
    published=vnaccs("PLR01 S0004 S0034 S0035 S0041"),
    vi="Loại phương tiện là S (đường biển) và hô hiệu tàu tối đa 9 ký tự; máy bay và tàu hỏa không khai ở đây.",
    do="Correct kind and call sign.", do_vi="Sửa loại phương tiện và hô hiệu.",
)  # fmt: skip
def means_fit_their_kind(d: Lists, x: Desk) -> bool:
    """The kind of transport is S with a call sign of at most 9 characters; aircraft and trains are not told here."""
    return d.mode == "S" and len(d.call_sign) <= SIGN


@BOOK.rule(
    "PER-PER-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="port", scope="list",
    published=vnaccs("PLR01 S0045 S0049 S0057 S0059"),
    vi="Nơi đến hoặc đi là cảng Việt Nam.",
    do="Correct the port.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def place_is_vietnamese(d: Lists, x: Desk) -> bool:
    """The place of arrival or departure is a port of Viet Nam."""
    return d.port == "" or in_vietnam(d.port, x)


@BOOK.rule(
    "PER-PER-03", source=DICTIONARY, since=FIRST, path="last_name", scope="passenger",
    published=vnaccs("PLR01 S0063 S0065 S0072"),
    vi="Hành khách: có loại (FL, DDU), họ; ngày sinh không ở tương lai.",
    do="Complete the person.", do_vi="Khai đủ người này.",
)  # fmt: skip
def passenger_is_complete(r: Person, d: Lists, x: Desk) -> bool:
    """A passenger has a kind (FL, DDU) and a last name, and was not born in the future."""
    return r.kind in ("FL", "DDU") and r.last_name != "" and (r.born_on is None or r.born_on <= x.day)


@BOOK.rule(
    "PER-PER-04", source=DICTIONARY_AND_GUIDE, since=FIRST, path="origin", scope="passenger",
    published=vnaccs("PLR01 S0088 S0089"),
    vi="Hành khách: nơi khởi hành và nơi đến có mã, hoặc có tên khi không có mã.",
    do="Enter code or name.", do_vi="Khai mã hoặc tên.",
)  # fmt: skip
def passenger_comes_and_goes_somewhere(r: Person, d: Lists, x: Desk) -> bool:
    """A passenger's origin and destination have a code, or a name where there is none."""
    return bool((r.origin or r.origin_name) and (r.destination or r.destination_name))


@BOOK.rule(
    "PER-PER-08", source=DICTIONARY_AND_GUIDE, since=FIRST, path="volume", scope="passengers",
    published=vnaccs("PLR01 E0005 E0018"),
    vi="Mỗi tập tối đa 1.500 hành khách; tập sau chỉ nộp khi đã có tập trước.",
    do="Lodge the earlier volume first.", do_vi="Nộp tập trước.",
)  # fmt: skip
def volumes_follow_each_other(d: PassengerList, x: Desk) -> bool:
    """A volume has at most 1,500 passengers, and comes only after the one before."""
    return 1 <= d.volume <= min(9, x.volumes + 1) and len(d.people) <= LIMITS["passengers"]


@BOOK.rule(
    "PER-PER-09", source=DICTIONARY, since=FIRST, path="last_name", scope="member",
    published=vnaccs("NLR S0058 S0062 S0064 S0068 S0071 S0072"),
    vi="Thuyền viên: có loại (FM, DDT), họ, quốc tịch, giới tính, ngày sinh không ở tương lai.",
    do="Complete the person.", do_vi="Khai đủ người này.",
)  # fmt: skip
def member_of_the_crew_is_complete(r: Person, d: Lists, x: Desk) -> bool:
    """A member of the crew has kind (FM, DDT), last name, nationality, sex, and was not born in the future."""
    told = r.kind in ("FM", "DDT") and all((r.last_name, r.nationality, r.sex))
    return told and r.born_on is not None and r.born_on <= x.day


@BOOK.rule(
    "PER-PER-10", source=GUIDE, since=FIRST, path="tobacco_unit", scope="effects row", severity="warn",
    vi="Thuốc lá khai kèm đơn vị P hoặc G; có khai thì có ít nhất một thứ.",
    do="Declare with the unit.", do_vi="Khai kèm đơn vị.",
)  # fmt: skip
def effects_have_their_units(r: Effects, d: object, x: Desk) -> bool:
    """Tobacco is declared with its unit, and who is named declares something."""
    something = any((r.alcohol, r.tobacco, r.arms, r.other))
    return something and bool(r.tobacco) == bool(r.tobacco_unit)


@BOOK.rule(
    "PER-PER-11", source="VNACCS message NLR", since=FIRST, path="people", scope="crew",
    vi="Danh sách thuyền viên có 1 đến 1.000 người.",
    do="Complete the list.", do_vi="Khai đủ danh sách.",
)  # fmt: skip
def crew_list_holds_somebody(d: CrewList, x: Desk) -> bool:
    """A crew list names 1 to 1,000 persons."""
    return 0 < len(d.people) <= LIMITS["crew"]
