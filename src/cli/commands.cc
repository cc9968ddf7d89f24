// All there is on the command line. A command is a row here, a run_… in its cmd_*.cc, and a test in tests/cli.

#include "cli/command.h"

namespace duban::cli {
namespace {

// clang-format off
const Operand kFile{"FILE", Count::kOne, "文件；- 表示标准输入", "the paper; - for standard input"};

const Option kMaxSize{"--max-size", "MB", "64", "", "文件大小上限（MB）", "largest paper that is read, in MB"};
const Option kDb{"--db", "DB", "", "", "台账文件（默认 $DUBAN_DB，否则当前目录的 duban.db）", "the ledger's file (default: $DUBAN_DB, else duban.db here)"};
const Option kOut{"--out", "PATH", "", "", "写入文件（默认写到标准输出）", "write to this file instead of standard output"};
const Option kHeadings{"--headings", "LANG", "zh", "zh|en|both", "CSV 和 XLSX 的表头；both 时英文键在第二行", "headings of CSV and XLSX; both: English keys in a second row"};

const Command kCommands[] = {
    {"text", "输出读到的原文", "print the reader's text",
     {kFile},
     {{"--places", "", "", "", "输出每段文字在哪一页的哪个位置（PDF、OFD；JSON）", "print where each stretch stands on its page (PDF, OFD; JSON)"}, kMaxSize},
     run_text},
    {"extract", "抽取成台账", "extract the ledger from a paper",
     {kFile},
     {{"--format", "FORMAT", "json", "json|table|csv|xlsx", "输出格式", "how to print it"}, kOut, kHeadings, kMaxSize},
     run_extract},
    {"check", "列出疑点；有需要人看的，退出码为 3", "list the findings; exit status 3 where a person must look",
     {kFile}, {kMaxSize}, run_check},
    {"explain", "看哪条规则读了哪些字", "show which rules took which words",
     {{"TEXT", Count::kOne, "一句话或一项任务；- 表示标准输入", "a phrase or a task; - for standard input"}}, {}, run_explain},
    {"formats", "列出本机能读的格式", "list what this machine can read",
     {}, {}, run_formats},
    {"trace", "溯源：每项任务出自报告的哪些话，哪些话没有任务承接",
     "trace a plan to the report: where each task comes from, what no task carries, what changed",
     {{"REPORT", Count::kOne, "政府工作报告", "the work report"}, {"PLAN", Count::kOne, "分工方案", "the division plan"}},
     {{"--format", "FORMAT", "json", "json|table|xlsx", "输出格式", "how to print it"}, kOut, kMaxSize},
     run_trace},
    {"link", "对照两份方案：哪些任务延续、相关、新增、不再提",
     "compare two plans: which tasks go on, are related, are new, are dropped",
     {{"EARLIER", Count::kOne, "较早的（上级的）方案", "the earlier plan, or the upper level's"},
      {"LATER", Count::kOne, "较晚的（下级的）方案；与前者相同时，对照正文与清单", "the later, or the lower level's; the same again: its main text against its list"}},
     {{"--format", "FORMAT", "json", "json|table|xlsx|inputs", "输出格式（inputs：每对候选的各项数值）", "how to print it (inputs: the figures of every candidate pair)"}, kOut, kMaxSize},
     run_link},
    {"outcomes", "对照下一年报告的回顾：承诺的目标完成了没有",
     "what the next report's review says became of a plan's targets",
     {{"PLAN", Count::kOne, "分工方案", "the division plan"}, {"LATER_REPORT", Count::kOne, "下一年的政府工作报告", "the next year's work report"}},
     {{"--format", "FORMAT", "json", "json|table|xlsx", "输出格式", "how to print it"}, kOut, kMaxSize},
     run_outcomes},
    {"series", "一个指标在历年方案里怎么变：承诺、牵头单位、次年报告的结果",
     "an indicator through the plans of several years: promised, who led, what came of it",
     {{"INDICATOR", Count::kOne, "指标名称；all 表示全部出现过两年以上的指标", "its name; all: every indicator of two years or more"},
      {"PAPER", Count::kMany, "历年方案；给出报告时，按其回顾填写结果", "the plans; reports too, whose reviews tell the outcomes"}},
     {{"--format", "FORMAT", "json", "json|table|xlsx", "输出格式", "how to print it"}, kOut, kMaxSize},
     run_series},
    {"import", "导入台账", "import papers into a ledger",
     {{"FILE", Count::kMany, "一个或多个文件；- 表示标准输入", "the papers; - for standard input"}},
     {kDb, {"--format", "FORMAT", "text", "text|json", "输出格式", "how to print what came of each"}, kMaxSize},
     run_import},
    {"serve", "开始服务：网页和接口", "serve the ledger: pages and API",
     {},
     {kDb,
      {"--listen", "ADDRESS:PORT", "127.0.0.1:8080", "", "在哪里服务", "where to listen"},
      {"--cert", "FILE", "", "", "TLS 证书（PEM）", "certificate for TLS (PEM)"},
      {"--key", "FILE", "", "", "TLS 私钥（PEM）", "its key (PEM)"},
      {"--max-upload", "MB", "64", "", "上传文件大小上限（MB）", "largest upload, in MB"},
      {"--behind-proxy", "", "", "", "前面有反向代理：采信 X-Forwarded-For 和 -Proto", "behind a proxy: believe X-Forwarded-For and -Proto"},
      {"--verbose", "", "", "", "每个请求都记到标准错误", "every request on standard error"}},
     run_serve},
    {"export ledger", "导出台账", "write the rows of a plan as a spreadsheet",
     {},
     {kDb,
      {"--plan", "N", "", "", "方案编号（默认最新的一个）", "the plan's number (default: the newest)"},
      {"--format", "FORMAT", "xlsx", "xlsx|csv", "输出格式", "how to write it"},
      kOut, kHeadings},
     run_export_ledger},
    {"rebuild", "用本版程序重新抽取草稿；已立项的只提出变动建议，有建议时退出码为 3",
     "derive the drafts again; approved plans only get proposals, exit status 3 where there are any",
     {}, {kDb}, run_rebuild},
    {"backup", "备份台账和材料（服务期间也可以）", "copy the ledger and its papers, also while it is served",
     {{"PATH", Count::kOne, "新建的文件夹", "the folder to make"}}, {kDb}, run_backup},
    {"restore", "用备份恢复台账（先停止服务）", "put a backup in the place of the ledger (stop the server first)",
     {{"PATH", Count::kOne, "备份的文件夹", "the folder that backup made"}}, {kDb}, run_restore},
    {"account add", "新建账号（本机操作员）", "make an account (the operator of this machine)",
     {{"NAME", Count::kOne, "登录名", "its name for logging in"}},
     {kDb,
      {"--role", "ROLE,…", "", "", "角色，如 supervision_office", "its roles, such as supervision_office"},
      {"--display-name", "NAME", "", "", "显示的姓名", "the person's name"}},
     run_account_add},
    {"account password", "重设为一次性密码", "give an account a new one-time password",
     {{"NAME", Count::kOne, "登录名", "its name for logging in"}}, {kDb}, run_account_password},
    {"account second-factor", "停用账号的双因素认证（手机丢失时）", "take an account's second factor away (the telephone was lost)",
     {{"NAME", Count::kOne, "登录名", "its name for logging in"}}, {kDb}, run_account_second_factor},
    {"verify-log", "核对日志，输出最新一条作为锚点；日志不完整时退出码为 3",
     "check the log and print its newest entry as an anchor; exit status 3 where it is not intact",
     {}, {kDb, {"--anchor", "FILE", "", "", "与先前保存的锚点核对", "check against an anchor that was kept"}}, run_verify_log},
    {"completion", "输出命令行补全脚本", "print a completion script for the shell",
     {{"SHELL", Count::kOne, "目前支持 bash", "bash"}}, {}, run_completion},
};
// clang-format on

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace duban::cli
