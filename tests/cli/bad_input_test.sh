# Papers that cannot be read: one clear message, the right status, and nothing that was there is touched.
. "$(dirname "$0")/lib.sh"

printf '1.改造老旧小区300个。（省住房城乡建设厅牵头，各市人民政府按职责分工负责）\n' >paper.txt

: >empty.txt
run "$DUBAN" extract empty.txt
one_message "an empty file" 1 "empty.txt"
run in_zh "$DUBAN" extract empty.txt
one_message "an empty file, in Chinese" 1 "empty.txt"

head -c 4096 "$DUBAN" >program.txt
run "$DUBAN" extract program.txt
one_message "a binary file" 1 "program.txt"
run in_zh "$DUBAN" text program.txt
one_message "a binary file, in Chinese" 1 "program.txt"

truncate -s 200M large.txt
run "$DUBAN" extract large.txt
one_message "200 MB are over the limit, which is said" 1 "over the limit of 64 MB; to read it all the same, raise the limit with --max-size"
run in_zh "$DUBAN" extract large.txt
one_message "200 MB, in Chinese" 1 "超过 64 MB 的上限"
head -c 3145728 /dev/zero | tr '\0' 'a' >three.txt
run "$DUBAN" text --max-size 2 three.txt
one_message "a smaller limit" 1 "over the limit of 2 MB"
run "$DUBAN" text --max-size 2 - <three.txt
one_message "a limit for standard input" 1 "over the limit of 2 MB"
run "$DUBAN" text --max-size 3 three.txt
expect "a limit that fits" 0

run "$DUBAN" extract "$work"
one_message "a folder" 1 "it is a folder, not a file"
run in_zh "$DUBAN" check "$work"
one_message "a folder, in Chinese" 1 "这是文件夹，不是文件"
run "$DUBAN" extract nothing.txt
one_message "no such file" 1 "cannot read nothing.txt: no such file or folder"

chmod 755 "$work"
install -m 600 paper.txt closed.txt
install -m 755 "$DUBAN" copy_of_duban # which nobody may run, wherever this repository stands
run as_nobody "$work/copy_of_duban" extract closed.txt
[ "$(id -u)" = 0 ] && one_message "no permission to read" 1 "cannot read closed.txt: no permission"
run as_nobody env LC_ALL=zh_CN.UTF-8 "$work/copy_of_duban" extract paper.txt --out "$work/new.json"
[ "$(id -u)" = 0 ] && one_message "no permission to write, in Chinese" 1 "没有权限"
same "nothing was left behind" "" "$(ls "$work" | grep new.json)"

printf '第一段很清楚。\n第二\xe6\xe6\xff段断了。\n' >broken.txt
run "$DUBAN" text broken.txt
expect "a few broken bytes are read" 0
says "what was whole stays" out "第一段很清楚。"
run "$DUBAN" check broken.txt
expect "and are a finding" 3

printf '关于做好春节期间值班工作的通知\n请各单位安排好值班人员。\n' >notice.txt
run "$DUBAN" extract notice.txt --format table
expect "a paper without tasks" 0
says "says so" err "no task found"
run in_zh "$DUBAN" extract notice.txt --format table
says "says so in Chinese" err "没有找到任务"

printf 'before' >result.json
run "$DUBAN" extract paper.txt --out "$work"
one_message "a folder cannot be written" 1 "it is a folder, not a file"
run "$DUBAN" extract paper.txt --out no/such/folder/result.json
one_message "a folder that is not there" 1 "no such file or folder"
{ (ulimit -f 0 && trap '' XFSZ && exec "$DUBAN" extract paper.txt --out result.json) 2>&1 >/dev/null | cat >"$work/err"; }
status=${PIPESTATUS[0]}
: >"$work/out"
one_message "a file that may not grow" 1 "cannot write result.json"
same "what was there is untouched" "before" "$(cat result.json)"
same "no half of a file is left" "" "$(ls | grep part)"
if [ -w /dev/full ]; then
  "$DUBAN" text paper.txt >/dev/full 2>"$work/err"
  status=$?
  : >"$work/out"
  one_message "standard output on a full disk" 1 "the disk is full"
fi
run "$DUBAN" extract paper.txt --out result.json
expect "a result replaces the old one" 0
same "in whole" "{" "$(head -c 1 result.json)"
