# Sourced by tests/cli/*_test.sh: each check prints `ok NAME` or `not ok NAME` and why.
# DUBAN is the program. $work is a folder of this test's own, removed at the end.
set -u
: "${DUBAN:?the path of the program}"
export LC_ALL=C.UTF-8
unset DUBAN_DB
work=$(mktemp -d)
cleanup=(rm -rf "$work")
trap '"${cleanup[@]}"' EXIT
cd "$work" || exit 1

# run COMMAND…: $status, and the two outputs in $work/out and $work/err
run() {
  "$@" >"$work/out" 2>"$work/err"
  status=$?
}

# expect NAME STATUS: what the last run should have ended with
expect() {
  if [ "$status" -eq "$2" ]; then
    echo "ok $1"
  else
    echo "not ok $1: status $status instead of $2"
    sed 's/^/    /' "$work/err" | head -n 20
  fi
}

# says NAME out|err WORDS: the words stand in that output
says() {
  if grep -qF -- "$3" "$work/$2"; then
    echo "ok $1"
  else
    echo "not ok $1: no “$3” in"
    sed 's/^/    /' "$work/$2" | head -n 20
  fi
}

# one_message NAME STATUS WORDS: one line on standard error, nothing on standard output, that status
one_message() {
  if [ "$status" -eq "$2" ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -qF -- "$3" "$work/err"; then
    echo "ok $1"
  else
    echo "not ok $1: status $status instead of $2, or not the one message with “$3”:"
    head -n 20 "$work/out" "$work/err" | sed 's/^/    /'
  fi
}

# same NAME EXPECTED ACTUAL
same() {
  if [ "$2" = "$3" ]; then echo "ok $1"; else echo "not ok $1: “$3” instead of “$2”"; fi
}

in_zh() { LC_ALL=zh_CN.UTF-8 "$@"; }

# as_nobody COMMAND…: without root's right to read everything
as_nobody() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; else "$@"; fi
}
