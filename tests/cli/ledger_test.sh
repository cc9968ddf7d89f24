# Commands on a ledger, and what they answer where it or the disk is not as it should be.
. "$(dirname "$0")/lib.sh"

printf '示例省2026年重点工作分工方案\n一、稳增长\n1.改造老旧小区300个。\n牵头单位：省住房城乡建设厅\n责任单位：各市人民政府\n' >plan.txt
printf '示例市2026年重点工作分工方案\n一、稳增长\n1.新建公园20个。\n牵头单位：市城管局\n责任单位：市财政局\n' >other.txt

run "$DUBAN" import plan.txt
expect "import into duban.db here" 0
says "what came of it" out "plan 1"
same "the ledger is made" "yes" "$([ -f duban.db ] && echo yes)"
run "$DUBAN" import plan.txt
says "the same bytes make no second plan" out "in the ledger already"
run env DUBAN_DB="$work/env.db" "$DUBAN" import plan.txt --format json
says "DUBAN_DB names the ledger" out '"plan_id":1'
same "which is made" "yes" "$([ -f env.db ] && echo yes)"
run "$DUBAN" import --db many.db plan.txt nothing.txt other.txt
expect "one bad file of three" 1
same "does not hold up the others" "2" "$(grep -c 'plan [0-9]' out)"
run bash -c '"$0" import --db stdin.db - <plan.txt' "$DUBAN"
expect "import from standard input" 0

printf '机密★1年\n示例省2026年重点工作分工方案\n1.建设指挥所3个。\n牵头单位：省国动办\n' >secret.txt
run "$DUBAN" import secret.txt
one_message "a secrecy mark is refused" 1 "机密"
run in_zh "$DUBAN" import --db fresh.db secret.txt
one_message "in Chinese" 1 "机密"
same "and nothing of the paper is kept" "" "$(grep -rl 指挥所 duban.db* fresh.db* 2>/dev/null)"

run "$DUBAN" import --db postgresql://localhost/duban plan.txt
one_message "PostgreSQL is not there yet" 1 "cannot use PostgreSQL yet"
run "$DUBAN" import --db "$work" plan.txt
expect "a folder is no ledger" 1
run "$DUBAN" verify-log --db nothing.db
one_message "no ledger" 1 "there is no ledger nothing.db"
same "and none is made" "" "$(ls nothing.db 2>/dev/null)"

run "$DUBAN" verify-log
expect "the log is intact" 0
cp out anchor.json
run "$DUBAN" import other.txt
run "$DUBAN" verify-log --anchor anchor.json
expect "and holds what the anchor says" 0
printf '{"no":1,"hash":"00"}' >wrong.json
run "$DUBAN" verify-log --anchor wrong.json
expect "a wrong anchor is found" 3
says "and told" err "not intact"
run "$DUBAN" verify-log --anchor plan.txt
one_message "what is no anchor" 1 "plan.txt is no anchor"

# Ledgers that are not to be touched stay as they are, to the byte.
untouched() { # NAME FILE COMMAND…
  local name=$1 file=$2 before
  shift 2
  before=$(sha256sum <"$file")
  run "$@"
  same "$name: the file is untouched" "$before" "$(sha256sum <"$file")"
}
"$DUBAN" import --db newer.db plan.txt >/dev/null 2>&1
python3 - newer.db <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA journal_mode=DELETE")
db.execute("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)")
db.commit()
PYTHON
untouched "a newer version's ledger" newer.db "$DUBAN" import --db newer.db other.txt
one_message "a newer version's ledger is refused" 1 "newer"
run in_zh "$DUBAN" import --db newer.db other.txt
one_message "in Chinese" 1 "新"

head -c 65536 /dev/urandom >noise.db
untouched "a file that is no ledger" noise.db "$DUBAN" import --db noise.db plan.txt
one_message "a file that is no ledger is refused" 1 "noise.db"
cp duban.db damaged.db
printf 'garbage garbage garbage garbage' | dd of=damaged.db bs=1 seek=100 conv=notrunc status=none
untouched "a damaged ledger" damaged.db "$DUBAN" import --db damaged.db other.txt
one_message "a damaged ledger is refused" 1 "damaged.db"

mkdir closed
chmod 755 "$work" closed
install -m 755 "$DUBAN" copy_of_duban
[ "$(id -u)" = 0 ] && run as_nobody "$work/copy_of_duban" import --db "$work/closed/duban.db" plan.txt &&
  one_message "no permission for the ledger's folder" 1 "closed/duban.db"

# A full disk: a small one of our own, where this machine lets us make it.
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=4m tmpfs small 2>/dev/null; then
  cleanup=(sh -c "umount '$work/small'; rm -rf '$work'")
  run "$DUBAN" import --db small/duban.db plan.txt
  expect "a ledger on a small disk" 0
  for i in $(seq 1 400); do printf '示例省方案%s\n1.新建公园%s个。\n牵头单位：省住房城乡建设厅\n' "$i" "$i"; done >large.txt
  cat /dev/zero >small/filler 2>/dev/null
  run "$DUBAN" import --db small/duban.db large.txt
  one_message "a full disk" 1 "full"
  rm small/filler
  run "$DUBAN" verify-log --db small/duban.db
  expect "the ledger is whole" 0
  same "with what it had" 1 "$(sed 's/.*"no":\([0-9]*\).*/\1/' out)"
  umount small
  cleanup=(rm -rf "$work")
else
  echo "SKIP a full disk: no tmpfs may be mounted here"
fi

run "$DUBAN" export ledger --format csv --plan 1
expect "export as CSV" 0
says "with Chinese headings" out "牵头单位"
says "and the rows" out "省住房城乡建设厅"
run "$DUBAN" export ledger --format csv --plan 1 --headings both --out ledger.csv
same "English keys in a second row" 1 "$(sed -n 2p ledger.csv | grep -c lead_units)"
run "$DUBAN" export ledger --out ledger.xlsx
same "export as XLSX" "PK" "$(head -c 2 ledger.xlsx)"
run "$DUBAN" export ledger --plan 999
expect "no such plan" 1
run "$DUBAN" export ledger --plan one
one_message "a plan that is no number" 2 "--plan wants the number of a plan"
run "$DUBAN" extract plan.txt --format csv
says "extract as CSV" out "省住房城乡建设厅"
run "$DUBAN" extract plan.txt --format xlsx --out plan.xlsx
same "extract as XLSX" "PK" "$(head -c 2 plan.xlsx)"

run "$DUBAN" rebuild
expect "rebuild of what nothing changed" 0
run "$DUBAN" backup kept
expect "backup" 0
run "$DUBAN" backup kept
expect "a backup does not overwrite another" 1
run "$DUBAN" restore kept --db back.db
expect "restore" 0
run "$DUBAN" export ledger --format csv --plan 1 --db back.db
says "brings the rows back" out "省住房城乡建设厅"
printf 'x' >>kept/ledger.db
run "$DUBAN" restore kept --db again.db
expect "a backup that was changed is refused" 1
same "and nothing is made of it" "" "$(ls again.db 2>/dev/null)"
