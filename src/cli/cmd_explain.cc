#include "cli/command.h"
#include "cli/files.h"
#include "cli/width.h"
#include "extract/explain.h"

namespace duban::cli {

Result<int> run_explain(Call& call) {
  constexpr std::size_t kMaxTextBytes = 1U << 20U;
  std::string text = call.operands.at(0);
  if (text == "-") text = TRY(read_input(call.console, text, kMaxTextBytes));
  const bool zh = call.console.language() == Language::kZh;
  std::vector<std::vector<std::string>> rows;
  for (const Took& took : explain(text)) {
    rows.push_back({took.rule, text.substr(took.span.begin, took.span.size()), took.value});
  }
  if (rows.empty()) {
    call.console.say({"没有规则认得这些字", "no rule took any of these words"});
    return kExitDone;
  }
  const std::vector<std::string> headings = zh ? std::vector<std::string>{"规则", "原文", "读作"}
                                               : std::vector<std::string>{"rule", "words", "read as"};
  TRY(call.console.print(render_table(headings, rows, call.console.columns())));
  return kExitDone;
}

}  // namespace duban::cli
