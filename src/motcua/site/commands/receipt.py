"""`motcua receipt`: check receipts offline, write one out, or the program that checks them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.ground import queries
from motcua.ground.domain import verify_receipt
from motcua.ground.services import log

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")]
Key = Annotated[str, typer.Option("--key", help="Khóa công khai, 64 chữ số hệ 16 / public key, 64 hex digits")]


@app.command()
def check(files: list[Path], key: Key = "", as_json_: AsJson = False) -> None:
    """Kiểm tra biên nhận. Check receipts; with --key also whose they are. Exit status 1 if one is not good."""
    expected = _key(key)
    results = [result for path in files for result in _check(path, expected)]
    if as_json_:
        typer.echo(json.dumps(results, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(_line, results)))
    raise typer.Exit(0 if all(result["good"] for result in results) else 1)


@app.command()
def show(leaf: int) -> None:
    """In biên nhận của một lá. Print the receipt of a leaf, with its place in the tree."""
    found = queries.receipt(leaf)
    if found is None:
        typer.echo("Chưa có biên nhận. / No receipt was given.", err=True)
        raise typer.Exit(1)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))


@app.command()
def program(to: Path = Path("verify_receipt.py")) -> None:
    """Ghi chương trình kiểm tra ngoại tuyến. Write the program that checks receipts offline."""
    to.write_bytes(queries.receipt_checker())
    typer.echo(str(to))


@app.command()
def key() -> None:
    """In khóa công khai của nhật ký. Print the log's public key."""
    typer.echo(log.public_key().hex())


def _key(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        raise typer.BadParameter("64 hex digits", param_hint="--key") from None


def _check(path: Path, expected: bytes | None) -> list[dict[str, Any]]:
    try:
        held = verify_receipt.read(str(path))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(str(error), param_hint=str(path)) from None
    return [_result(f"{path}#{n}", receipt, expected) for n, receipt in enumerate(held, 1)]


def _result(name: str, receipt: dict[str, Any], expected: bytes | None) -> dict[str, Any]:
    found = verify_receipt.faults(receipt, expected)
    faults = [{"message_vi": vietnamese, "message_en": english} for vietnamese, english in found]
    return {"file": name, "good": not found, "faults": faults}


def _line(result: dict[str, Any]) -> str:
    told = "; ".join(f"{fault['message_vi']} / {fault['message_en']}" for fault in result["faults"])
    return f"{result['file']}: {told or 'đúng / good'}"
