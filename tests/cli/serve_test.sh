# duban serve and the operator's accounts.
. "$(dirname "$0")/lib.sh"

printf '示例省2026年重点工作分工方案\n一、稳增长\n1.改造老旧小区300个。\n牵头单位：省住房城乡建设厅\n责任单位：各市人民政府\n' >plan.txt
"$DUBAN" import plan.txt >/dev/null 2>&1

# start OPTION…: serves on a free port; $pid, $port, what it said in serve.out and serve.err
start() {
  "$DUBAN" serve --listen 127.0.0.1:0 "$@" >serve.out 2>serve.err &
  pid=$!
  cleanup=(sh -c "kill $pid 2>/dev/null; rm -rf '$work'")
  port=
  for _ in $(seq 1 100); do
    port=$(sed -n 's#.*http://127\.0\.0\.1:\([0-9]*\).*#\1#p' serve.out | head -n 1)
    [ -n "$port" ] && break
    sleep 0.05
  done
}
stop() {
  kill "$pid"
  wait "$pid"
  status=$?
  cleanup=(rm -rf "$work")
}
get() { # PATH: the status line
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
  head -n 1 <&3 | tr -d '\r'
  exec 3>&-
}

start
same "it serves" "HTTP/1.1 200 OK" "$(get /healthz)"
cp serve.out out
for name in sysadmin secadmin auditor; do says "the first start prints $name's one-time password" out "$name"; done
same "and no fourth" 3 "$(grep -cE '^  [a-z]+ +[A-Za-z0-9-]+$' serve.out)"
before=$(sha256sum <duban.db)
run "$DUBAN" serve --listen "127.0.0.1:$port" --db other.db
one_message "an occupied port" 1 "port $port is in use"
run in_zh "$DUBAN" serve --listen "127.0.0.1:$port"
one_message "an occupied port, in Chinese" 1 "端口 $port"
stop
expect "SIGTERM ends it in good order" 0

start
same "a second start serves" "HTTP/1.1 200 OK" "$(get /healthz)"
cp serve.out out
says "and says that the passwords were shown" out "were shown at the first start"
stop

run "$DUBAN" account add zhangsan --role supervision_office --display-name 张三
expect "an account with a role" 0
same "its name and one-time password" 1 "$(grep -cE '^zhangsan +[A-Za-z0-9-]+$' out)"
run "$DUBAN" account add zhangsan
one_message "the same name again" 1 "zhangsan"
run "$DUBAN" account add lisi --role king
one_message "no such role" 2 "there is no role king"
run "$DUBAN" account password zhangsan
expect "a new one-time password" 0
run "$DUBAN" account password nobody
expect "nobody of that name" 1
run "$DUBAN" account second-factor zhangsan
one_message "there is no second factor to take away" 1 "there is no second factor"
run "$DUBAN" account second-factor nobody
one_message "a second factor of nobody" 1 "there is no such account"
run "$DUBAN" verify-log
expect "all of it is in the log" 0

run "$DUBAN" serve --cert only.pem
one_message "a certificate without its key" 2 "--cert and --key go together"
run "$DUBAN" serve --listen nowhere
one_message "an address that is none" 2 "--listen wants ADDRESS:PORT"
run "$DUBAN" serve --cert no.pem --key no.key --listen 127.0.0.1:0
expect "a certificate that is not there" 1
