// The only unit that knows CLI11: from the table of commands to a parser, and from argv to a Call.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "cli/command.h"

namespace duban::cli {
namespace {

// Where CLI11 puts what it reads; must outlive the parser.
struct Bound {
  const Command* command;
  CLI::App* app;
  std::vector<std::vector<std::string>> operands;
  std::vector<std::string> values;
  std::vector<char> switches;
};

struct GroupWords {
  const char* name;
  Message words;
};
const GroupWords kGroups[] = {
    {"account", {"账号", "accounts"}},
    {"export", {"导出", "export"}},
};

Message group_words(const std::string& name) {
  for (const GroupWords& group : kGroups) {
    if (name == group.name) return group.words;
  }
  return {name, name};
}

void set_labels(CLI::App& app, Language language) {
  if (language == Language::kEn) return;
  const auto formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("SUBCOMMANDS", "命令");
  app.option_defaults()->group("选项");
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "");
}

std::string described(const Option& option, Language language) {
  std::string words = language == Language::kZh ? option.zh : option.en;
  if (*option.choices != '\0') words += language == Language::kZh ? "：" : ": ";
  words += option.choices;
  if (*option.preset != '\0') {
    words += language == Language::kZh ? "（默认 " : " (default ";
    words += option.preset;
    words += language == Language::kZh ? "）" : ")";
  }
  return words;
}

CLI::App* app_of(CLI::App& root, const Command& command, Language language) {
  CLI::App* parent = &root;
  std::string name = command.name;
  if (const auto space = name.find(' '); space != std::string::npos) {
    const std::string group = name.substr(0, space);
    name = name.substr(space + 1);
    const auto same = root.get_subcommands([&](const CLI::App* app) { return app->get_name() == group; });
    parent = same.empty() ? nullptr : same.front();
    if (parent == nullptr) {
      parent = root.add_subcommand(group, group_words(group).in(language));
      parent->require_subcommand(1);
      parent->fallthrough();
      if (language == Language::kZh) parent->group("命令");
    }
  }
  CLI::App* app = parent->add_subcommand(name, language == Language::kZh ? command.zh : command.en);
  app->fallthrough();
  if (language == Language::kZh) {
    app->group("命令");
    app->get_help_ptr()->group("选项");
  }
  return app;
}

void bind(Bound& bound, CLI::App& root, Language language) {
  const Command& command = *bound.command;
  CLI::App* app = app_of(root, command, language);
  bound.app = app;
  bound.operands.resize(command.operands.size());
  bound.values.resize(command.options.size());
  bound.switches.resize(command.options.size());
  for (std::size_t i = 0; i < command.operands.size(); ++i) {
    const Operand& operand = command.operands[i];
    CLI::Option* added =
        app->add_option(operand.name, bound.operands[i], language == Language::kZh ? operand.zh : operand.en);
    added->type_name("");
    if (operand.count == Count::kMany) {
      added->expected(1, 1 << 20)->required();
    } else {
      added->expected(1)->allow_extra_args(false)->required(operand.count == Count::kOne);
    }
  }
  for (std::size_t i = 0; i < command.options.size(); ++i) {
    const Option& option = command.options[i];
    bound.values[i] = option.preset;
    if (*option.value == '\0') {
      app->add_flag_callback(
          option.name, [&bound, i] { bound.values[i] = "1"; }, described(option, language));
    } else {
      app->add_option(option.name, bound.values[i], described(option, language))->type_name(option.value);
    }
  }
}

bool is_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const auto bar = choices.find('|');
    if (choices.substr(0, bar) == value) return true;
    if (bar == std::string_view::npos) return false;
    choices.remove_prefix(bar + 1);
  }
  return false;
}

Error usage(std::string zh, std::string en) {
  return error(ErrorCode::kUsage, std::move(zh) + "（用法见 --help）", std::move(en) + " (see --help)");
}

// CLI11 words its errors in English; these are the kinds that a wrong call can give.
Error usage_of(const CLI::ParseError& failure) {
  const std::string what = failure.what();
  const std::string name = what.substr(0, what.find_first_of(": "));
  if (dynamic_cast<const CLI::ExtrasError*>(&failure) != nullptr) {
    const std::string extra = what.substr(what.rfind(": ") == std::string::npos ? 0 : what.rfind(": ") + 2);
    return usage("不认识的参数：" + extra, "unknown argument: " + extra);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&failure) != nullptr) {
    if (what.find("subcommand") != std::string::npos) return usage("请给出命令", "which command?");
    return usage("缺少参数：" + name, "missing argument: " + name);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&failure) != nullptr) {
    return usage(name + " 要有一个值，也只要一个", name + " wants one value and no more");
  }
  return usage("用法不对：" + what, what);
}

Result<void> check_choices(const Bound& bound) {
  for (std::size_t i = 0; i < bound.values.size(); ++i) {
    const Option& option = bound.command->options[i];
    if (*option.choices == '\0' || bound.values[i].empty() || is_choice(option.choices, bound.values[i]))
      continue;
    return usage(fmt::format("{} 只能是 {}，不能是 {}", option.name, option.choices, bound.values[i]),
                 fmt::format("{} may be {}, not {}", option.name, option.choices, bound.values[i]));
  }
  return {};
}

Call call_of(const Bound& bound, std::string program, Console& console, const Clock& now) {
  Call call{std::move(program), {}, {}, console, now};
  for (const auto& words : bound.operands)
    call.operands.insert(call.operands.end(), words.begin(), words.end());
  for (std::size_t i = 0; i < bound.values.size(); ++i) {
    call.options.emplace(std::string_view(bound.command->options[i].name).substr(2), bound.values[i]);
  }
  return call;
}

// --lang before anything is parsed: help and errors need it.
Language language_of(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    const std::string_view value = word == "--lang" && i + 1 < argc ? std::string_view(argv[i + 1])
                                   : word.substr(0, 7) == "--lang=" ? word.substr(7)
                                                                    : std::string_view();
    if (value == "zh") return Language::kZh;
    if (value == "en") return Language::kEn;
  }
  return language_of_locale();
}

Result<int> parse_and_run(int argc, const char* const* argv, Console& console, const Clock& now) {
  const Language language = console.language();
  const bool zh = language == Language::kZh;
  CLI::App root(
      zh ? "duban（督办）：把重点工作分工方案变成台账" : "duban: reads Chinese division plans into a ledger",
      "duban");
  set_labels(root, language);  // before the subcommands, which take them over
  root.set_help_flag("-h,--help", zh ? "显示用法" : "show this help");
  root.set_version_flag("--version", "duban " DUBAN_VERSION, zh ? "显示版本" : "show the version");
  std::string lang;
  root.add_option("--lang", lang, zh ? "语言：zh|en（默认随系统）" : "language: zh|en (default: the locale's)")
      ->type_name("LANG");
  root.require_subcommand(0, 1);  // none is told below, after an unknown word has been named
  std::vector<std::unique_ptr<Bound>> bounds;
  for (const Command& command : commands()) {
    bounds.push_back(std::make_unique<Bound>(Bound{&command, nullptr, {}, {}, {}}));
    bind(*bounds.back(), root, language);
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    TRY(console.print(root.help()));
    return kExitDone;
  } catch (const CLI::CallForVersion& version) {
    TRY(console.print(std::string(version.what()) + "\n"));
    return kExitDone;
  } catch (const CLI::ParseError& failure) {
    return usage_of(failure);
  }
  if (!lang.empty() && lang != "zh" && lang != "en") {
    return usage("--lang 只能是 zh|en，不能是 " + lang, "--lang may be zh|en, not " + lang);
  }
  for (const auto& bound : bounds) {
    if (!bound->app->parsed()) continue;
    TRY(check_choices(*bound));
    Call call = call_of(*bound, argv[0], console, now);
    return bound->command->run(call);
  }
  return usage("请给出命令", "which command?");
}

}  // namespace

const std::string& Call::option(std::string_view name) const {
  const auto found = options.find(name);
  CHECK(found != options.end());
  return found->second;
}

Result<std::size_t> Call::megabytes(std::string_view option_name) const {
  const std::string& words = option(option_name);
  std::size_t count = 0;
  const auto [end, failure] = std::from_chars(words.data(), words.data() + words.size(), count);
  constexpr std::size_t kMost = 1U << 12U;  // spans count bytes in 32 bits
  if (failure != std::errc() || end != words.data() + words.size() || count == 0 || count >= kMost) {
    return usage(fmt::format("--{} 要一个 1 到 4095 的整数（MB），不能是 {}", option_name, words),
                 fmt::format("--{} wants a whole number of MB from 1 to 4095, not {}", option_name, words));
  }
  return count << 20U;
}

int run_command(int argc, const char* const* argv, std::FILE* in, std::FILE* out, std::FILE* err,
                const Clock& now) {
  Console console(in, out, err, language_of(argc, argv));
  const Result<int> status = parse_and_run(argc, argv, console, now);
  if (status.ok()) return *status;
  console.report(status.error());
  return exit_status(status.error().code);
}

}  // namespace duban::cli
