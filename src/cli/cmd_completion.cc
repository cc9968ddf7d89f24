#include <algorithm>
#include <map>

#include "cli/command.h"

namespace duban::cli {
namespace {

// first word → second words; "" → first words
std::map<std::string, std::string> command_words() {
  std::map<std::string, std::string> words;
  for (const Command& command : commands()) {
    const std::string name = command.name;
    const auto space = name.find(' ');
    const std::string first = name.substr(0, space);
    std::string& firsts = words[""];
    if ((" " + firsts + " ").find(" " + first + " ") == std::string::npos) {
      firsts += (firsts.empty() ? "" : " ") + first;
    }
    if (space != std::string::npos) words[first] += (words[first].empty() ? "" : " ") + name.substr(space + 1);
  }
  return words;
}

std::string script() {
  const auto words = command_words();
  std::string groups;
  std::string options;
  std::string choices;
  for (const auto& [first, seconds] : words) {
    if (!first.empty()) groups += fmt::format("    {}) words=\"{}\" ;;\n", first, seconds);
  }
  for (const Command& command : commands()) {
    std::string names;
    for (const Option& option : command.options) {
      names += std::string(option.name) + " ";
      if (*option.choices == '\0') continue;
      std::string values = option.choices;
      std::replace(values.begin(), values.end(), '|', ' ');
      choices += fmt::format("    \"{} {}\") words=\"{}\" ;;\n", command.name, option.name, values);
    }
    options += fmt::format("    \"{}\") words=\"{}--help --lang\" ;;\n", command.name, names);
  }
  return fmt::format(R"(# bash completion for duban: source <(duban completion bash)
_duban() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=
  local command=${{COMP_WORDS[1]}}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version --lang" -- "$current"))
    return
  fi
  case "$command" in
{}  esac
  if [ -n "$words" ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then
      COMPREPLY=($(compgen -W "$words" -- "$current"))
      return
    fi
    command="$command ${{COMP_WORDS[2]}}" words=
  fi
  if [ "$before" = --lang ]; then
    COMPREPLY=($(compgen -W "zh en" -- "$current"))
    return
  fi
  case "$command $before" in
{}  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  [ "$command" = completion ] && COMPREPLY=($(compgen -W bash -- "$current")) && return
  [[ "$current" == -* ]] || return
  case "$command" in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _duban duban
)",
                     words.at(""), groups, choices, options);
}

}  // namespace

Result<int> run_completion(Call& call) {
  if (call.operands.at(0) != "bash") {
    return error(ErrorCode::kUsage, "目前只有 bash 的补全，没有 " + call.operands.at(0),
                 "completion exists for bash, not for " + call.operands.at(0));
  }
  TRY(call.console.print(script()));
  return kExitDone;
}

}  // namespace duban::cli
