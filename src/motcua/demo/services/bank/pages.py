"""The simulated bank's pages, in both languages at once; every one says that it is simulated."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from html import escape

from motcua.demo.services.bank.store import Order

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1b2a33; background: #f3f5f6; }
header { background: #5b3a00; color: #fff; padding: .75rem 1rem; }
main { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
section { background: #fff; border: 1px solid #cfd6da; border-radius: 6px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid #dde3e6; vertical-align: top; }
td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
label { display: block; margin: .5rem 0; }
input { font: inherit; padding: .35rem .5rem; width: 14rem; max-width: 100%; box-sizing: border-box; }
button, .button { font: inherit; padding: .5rem 1rem; background: #0b5e7e; color: #fff; border: 0; border-radius: 4px;
  text-decoration: none; display: inline-block; cursor: pointer; }
.quiet { color: #52626b; } .good { color: #17633a; font-weight: 600; } .bad { color: #9b1c1c; font-weight: 600; }
"""
WARNING = (
    "NGÂN HÀNG GIẢ LẬP: không có tiền thật, tài khoản và số dư là giả định."
    "<br>SIMULATED BANK: no money moves; accounts and balances are invented."
)
STATES = {
    "waiting": ("quiet", "Đang báo cho hải quan… / telling customs…"),
    "told": ("good", "Hải quan đã nhận / customs has taken it"),
    "refused": ("bad", "Hải quan không nhận / customs refused it"),
}
OUTCOMES = {
    "booked": "Đã ghi sổ / booked", "held": "Nộp thừa, được giữ lại / paid too much, held",
    "suspended": "Chờ đối chiếu / waits to be matched", "known": "Đã báo trước đó / told before",
}  # fmt: skip


def dong(amount: int) -> str:
    """An amount with dots between thousands."""
    return f"{amount:,}".replace(",", ".")


def page(title: str, body: str, *, again: bool = False) -> bytes:
    """A whole page; `again` lets it be asked for again by itself."""
    refresh = '<meta http-equiv="refresh" content="2">' if again else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'{refresh}<title>{escape(title)}</title><link rel="stylesheet" href="/style.css"></head>'
        f"<body><header><strong>{WARNING}</strong></header><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    ).encode()


def pay(order: Order, balance: int, wrong: str = "") -> bytes:
    """The form, filled in from the address that led here. Amounts may be changed, as anybody can pay anything."""
    fields = "".join(
        f'<label>Tiểu mục / sub-item {escape(item)}<br><input name="item-{escape(item)}" value="{amount}"'
        f' inputmode="numeric" required></label>'
        for item, amount in order.items.items()
    )
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(getattr(order, name))}">'
        for name in ("payer", "name", "account", "content", "back")
    )
    told = f'<p class="bad" role="alert">{escape(wrong)}</p>' if wrong else ""
    return page(
        "Nộp thuế / Pay taxes",
        f"{told}<section><p>Từ tài khoản / from the account: <strong>{escape(order.name)}</strong>"
        f" ({escape(order.payer)}), số dư giả định / invented balance {dong(balance)} đ</p>"
        f"<p>Đến / to: <strong>{escape(order.account)}</strong></p><p class='quiet'>{escape(order.content)}</p>"
        f'<form method="post" action="/pay">{hidden}<label>Số tờ khai / declaration<br>'
        f'<input name="declaration" value="{escape(order.declaration)}"></label>{fields}'
        f"<p>Tổng theo tờ khai / total asked: <strong>{dong(order.total)} đ</strong></p>"
        "<button>Nộp / Pay</button></form></section>",
    )


def payment(row: sqlite3.Row) -> bytes:
    """One payment and what customs said."""
    tone, words = STATES[row["state"]]
    answer = _answer(row)
    outcome = OUTCOMES.get(str(answer.get("outcome", "")), "")
    why = str(answer.get("message_vi", ""))
    again = f"{row['doubles']} lần gửi lặp cố ý / doubled on purpose" if row["doubles"] else ""
    back = f'<a class="button" href="{escape(row["back"])}">Về hải quan / back to customs</a>' if row["back"] else ""
    return page(
        f"Giao dịch / payment {row['reference']}",
        f"<section><p class='{tone}'>{words}</p><p>{escape(outcome)} {escape(why)}</p><table>"
        f"<tr><th>Tờ khai / declaration</th><td>{escape(row['declaration'])}</td></tr>"
        f"<tr><th>Số tiền / amount</th><td>{dong(row['total'])} đ</td></tr>"
        f"<tr><th>Thông báo / notice</th><td>{escape(row['notice'])}, {row['attempts']} lần gửi / sent"
        f" {escape(again)}</td></tr></table></section>{back} <a href='/'>Mọi giao dịch / all payments</a>",
        again=row["state"] == "waiting",
    )


def home(rows: Iterable[sqlite3.Row], accounts: Iterable[sqlite3.Row], day: str, said: str) -> bytes:
    """All invented accounts, the last payments, and the statement of the day."""
    told = f"<section role='status'><p>{escape(said)}</p></section>" if said else ""
    held = "".join(
        f"<tr><td>{escape(row['name'])}<br><span class='quiet'>{escape(row['payer'])}</span></td>"
        f"<td class='num'>{dong(row['balance'])}</td></tr>"
        for row in accounts
    )
    lines = "".join(
        f"<tr><td><a href='/payments/{row['id']}'>{escape(row['reference'])}</a></td>"
        f"<td>{escape(row['declaration'])}</td><td class='num'>{dong(row['total'])}</td>"
        f"<td class='{STATES[row['state']][0]}'>{STATES[row['state']][1]}</td></tr>"
        for row in rows
    )
    return page(
        "Ngân hàng giả lập / Simulated bank",
        f"{told}<section><h2>Tài khoản giả định / invented accounts</h2><table><tr><th>Doanh nghiệp / enterprise</th>"
        f"<th class='num'>Số dư / balance (đ)</th></tr>{held}</table></section>"
        f"<section><h2>Giao dịch / payments</h2><div class='wide'><table><tr><th>Mã / reference</th>"
        f"<th>Tờ khai / declaration</th><th class='num'>Số tiền / amount (đ)</th><th>Trạng thái / state</th></tr>"
        f"{lines}</table></div></section><section><h2>Sao kê ngày / statement of the day</h2>"
        f"<form method='post' action='/statement'><label>Ngày / day<br><input name='day' value='{escape(day)}'></label>"
        "<button>Gửi sao kê / send the statement</button></form></section>",
    )


def _answer(row: sqlite3.Row) -> Mapping[str, object]:
    try:
        found = json.loads(row["answer"] or "{}")
    except ValueError:
        return {"message_vi": row["answer"]}
    return found if isinstance(found, dict) else {}
