"""Chạy thử, nộp, lấy biên nhận có bằng chứng. / Try, lodge, and fetch the receipt with its proof.

    MOTCUA_TOKEN=motcua_… python3 lodge.py import.json

Only Python's own library. Whatever happens to the network, sending the same again is safe.
"""

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

SITE = os.environ.get("MOTCUA_SITE", "http://localhost:8000")
TOKEN = os.environ["MOTCUA_TOKEN"]


def ask(path, body=None, **headers):
    """One request; waits and asks again where the answer says so. Returns status, headers and the JSON."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", **headers}
    request = urllib.request.Request(SITE + path, body, headers)
    for _ in range(10):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                if answer.status != 202:
                    return answer.status, answer.headers, json.load(answer)
                wait = answer.headers.get("Retry-After", "1")
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                return error.code, error.headers, json.load(error)
            wait = error.headers.get("Retry-After", "2")
        time.sleep(int(wait))
    raise SystemExit("still no answer; send the same again later")


def told(errors):
    """Errors as lines."""
    return "\n".join(f"  {error['code']} {error['path']}: {error['message_vi']}" for error in errors)


def main(file):
    """Lodge one file."""
    with open(file, "rb") as source:
        body = source.read()
    _, _, tried = ask("/api/declarations?dry_run=1", body)
    if not tried.get("accepted"):
        raise SystemExit("Chưa đạt / refused:\n" + told(tried["errors"]))
    print(f"Thuế dự tính / expected taxes: {tried['tax_total']:,} đ")
    status, _, lodged = ask("/api/declarations", body, **{"Idempotency-Key": hashlib.sha256(body).hexdigest()})
    if status not in (200, 201):
        raise SystemExit("Chưa đạt / refused:\n" + told(lodged["errors"]))
    print(f"Tờ khai / declaration {lodged['number']}: {lodged['channel']}, {lodged['state']}")
    _, _, proof = ask(lodged["links"]["proof"])
    name = f"receipt-{lodged['number']}.json"
    with open(name, "w", encoding="utf-8") as kept:
        json.dump(proof, kept, ensure_ascii=False, indent=1)
    print(f"{name}: leaf {proof['leaf']}, index {proof['inclusion']['index']}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "import.json")
