#include "cli/command.h"
#include "cli/width.h"
#include "read/pdf.h"

namespace duban::cli {
namespace {

struct FormatRow {
  const char* name;
  const char* endings;
  const char* zh;
  const char* en;
};

// What read_document takes today; a new reader adds its row.
constexpr FormatRow kFormats[] = {
    {"txt", ".txt", "纯文本：UTF-8、UTF-16、GB18030，由内容识别",
     "plain text: UTF-8, UTF-16, GB18030, told from the bytes"},
    {"md", ".md", "Markdown 文本，编码同上", "Markdown text, encodings as above"},
    {"html", ".html .htm", "网页：由字节识别编码，表格按单元格读，略去导航和链接",
     "web page: encoding told from the bytes, tables by their cells, navigation left out"},
    {"docx", ".docx", "Word、WPS 文档：自动编号、合并单元格、脚注",
     "Word or WPS: automatic numbers, merged cells, footnotes"},
    {"xlsx", ".xlsx", "Excel、WPS 表格：任务表", "Excel or WPS workbook: tables of tasks"},
    {"pdf", ".pdf", "PDF（有文字的）：按位置读出段落和表格，略去页眉页码",
     "PDF with text: paragraphs and tables by their places, page marks left out"},
};

}  // namespace

Result<int> run_formats(Call& call) {
  const bool zh = call.console.language() == Language::kZh;
  std::vector<std::vector<std::string>> rows;
  for (const FormatRow& format : kFormats) {
    std::string what = zh ? format.zh : format.en;
    if (std::string_view(format.name) == "pdf" && !pdf_helper_found())
      what = zh ? "PDF：这台机器上没有 duban-pdf，不能读" : "PDF: not on this machine, duban-pdf is missing";
    rows.push_back({format.name, format.endings, std::move(what)});
  }
  const std::vector<std::string> headings = zh ? std::vector<std::string>{"格式", "文件", "说明"}
                                               : std::vector<std::string>{"format", "files", "what it is"};
  TRY(call.console.print(render_table(headings, rows, call.console.columns())));
  return kExitDone;
}

}  // namespace duban::cli
