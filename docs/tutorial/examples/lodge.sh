#!/bin/sh
# Nộp một tờ khai và xem lại. / Lodge a declaration and look at it.
#   MOTCUA_TOKEN=motcua_… sh lodge.sh import.json
set -eu
site=${MOTCUA_SITE:-http://localhost:8000}
file=${1:-import.json}
key=$(basename "$file" .json)-$(cksum < "$file" | cut -d ' ' -f 1)

# Chạy thử: mọi lỗi cùng lúc, tiền thuế, chứng từ cần có; không lưu gì. / Try it: nothing is kept.
curl --silent --show-error --data-binary "@$file" \
  --header "Authorization: Bearer $MOTCUA_TOKEN" --header "Content-Type: application/json" \
  "$site/api/declarations?dry_run=1"
echo

# Nộp. Gửi lại cùng khóa và nội dung thì nhận lại cùng câu trả lời. / Lodge; repeating is safe.
curl --silent --show-error --fail-with-body --retry 5 --data-binary "@$file" \
  --header "Authorization: Bearer $MOTCUA_TOKEN" --header "Content-Type: application/json" \
  --header "Idempotency-Key: $key" \
  "$site/api/declarations"
echo
