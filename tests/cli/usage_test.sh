# How duban is called: help in both languages, wrong calls, completion.
. "$(dirname "$0")/lib.sh"

run "$DUBAN"
one_message "no command" 2 "which command?"
run "$DUBAN" frobnicate
one_message "an unknown command is named" 2 "unknown argument: frobnicate"
run in_zh "$DUBAN" frobnicate
one_message "in Chinese by locale" 2 "不认识的参数：frobnicate"
run "$DUBAN" text --lang zh
one_message "a missing file, in Chinese by option" 2 "缺少参数：FILE"
run "$DUBAN" extract --format pdf -
one_message "a value that is none of the choices" 2 "--format may be json"
run "$DUBAN" text a b
one_message "one file too many" 2 "unknown argument: b"
run "$DUBAN" text --lang fr -
one_message "an unknown language" 2 "--lang may be zh|en, not fr"
run "$DUBAN" check --max-size much -
one_message "a limit that is no number" 2 "--max-size wants a whole number"

run "$DUBAN" --help
expect "help ends well" 0
# Every command has help of its own, in both languages.
commands=$(sed -n '/^Subcommands:/,$p' "$work/out" | sed -n 's/^  \([a-z-]*\) .*/\1/p')
[ -n "$commands" ] || echo "not ok the help lists commands"
for command in $commands; do
  run "$DUBAN" "$command" --help
  says "help of $command" out "Usage: duban $command"
  run in_zh "$DUBAN" "$command" --help
  says "help of $command in Chinese" out "用法: duban $command"
done

run "$DUBAN" --version
says "version" out "duban "

run "$DUBAN" completion bash
expect "completion script" 0
complete_words() { # WORD… : what bash would offer for the last one
  bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _duban; echo "${COMPREPLY[*]}"' - "$work/script" "$@"
}
cp "$work/out" "$work/script"
same "commands are completed" "extract" "$(complete_words duban extr)"
same "choices are completed" "table" "$(complete_words duban extract --format t)"
same "options are completed" "--max-size" "$(complete_words duban extract --m)"
same "a second word is completed" "ledger" "$(complete_words duban export le)"
run "$DUBAN" completion zsh
one_message "no completion for other shells" 2 "not for zsh"

run "$DUBAN" explain "新增就业45万人以上"
expect "explain" 0
says "shows the rule and its words" out "45万人以上"
run bash -c 'printf %s "$1" | "$0" explain -' "$DUBAN" "新增就业45万人以上"
says "explain from standard input" out "45万人以上"
run "$DUBAN" explain "今天天气不错"
same "nothing to explain is no result" "" "$(cat "$work/out")"
