#include "cli/command.h"
#include "cli/width.h"
#include "read/ocr.h"
#include "read/office.h"
#include "read/pdf.h"

namespace duban::cli {
namespace {

// A program that some formats need, and how to get it.
struct Helper {
  bool (*is_there)();
  const char* zh;
  const char* en;
};
constexpr Helper kPdf{pdf_helper_found, "不能读：缺少 duban-pdf，它应在 duban 旁边",
                      "not here: duban-pdf is missing, it belongs beside duban"};
constexpr Helper kTesseract{[] { return !recognizer_program().empty(); },
                            "不能读：apt-get install tesseract-ocr tesseract-ocr-chi-sim",
                            "not here: apt-get install tesseract-ocr tesseract-ocr-chi-sim"};
constexpr Helper kOffice{[] { return !office_program().empty(); },
                         "不能读：apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
                         "not here: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"};

struct FormatRow {
  const char* name;
  const char* endings;
  const char* zh;
  const char* en;
  const Helper* helper;  // without which it is not read
};

// What read_document takes; a new reader adds its row.
constexpr FormatRow kFormats[] = {
    {"txt", ".txt", "纯文本：UTF-8、UTF-16、GB18030，由内容识别",
     "plain text: UTF-8, UTF-16, GB18030, told from the bytes", nullptr},
    {"md", ".md", "Markdown 文本，编码同上", "Markdown text, encodings as above", nullptr},
    {"html", ".html .htm", "网页：由字节识别编码，表格按单元格读，略去导航和链接",
     "web page: encoding told from the bytes, tables by their cells, navigation left out", nullptr},
    {"docx", ".docx", "Word、WPS 文档：自动编号、合并单元格、脚注、文本框",
     "Word or WPS: automatic numbers, merged cells, notes, text boxes", nullptr},
    {"xlsx", ".xlsx", "Excel、WPS 表格：可见的工作表、行和列",
     "Excel or WPS workbook: visible sheets, rows and columns", nullptr},
    {"ofd", ".ofd", "OFD（GB/T 33190）：按位置读出段落和表格",
     "OFD (GB/T 33190): paragraphs and tables by their places", nullptr},
    {"pdf", ".pdf", "PDF：按位置读出段落和表格，略去页眉页码",
     "PDF: paragraphs and tables by their places, page marks left out", &kPdf},
    {"scan", ".pdf .png .jpg .tif .bmp", "扫描件和图片：由 tesseract 识别，需要核对",
     "scans and pictures: recognised by tesseract, to be compared", &kTesseract},
    {"doc", ".doc .wps .rtf .odt", "旧格式文档：由 LibreOffice 转换后读",
     "older documents: converted by LibreOffice", &kOffice},
    {"xls", ".xls .et .ods", "旧格式表格：由 LibreOffice 转换后读", "older workbooks: converted by LibreOffice",
     &kOffice},
};

constexpr const char* kLimitsZh =
    "上限：文件 64 MB（--max-size 可调）；内存为文件大小的 20 倍再加 256 MB；PDF、OFD 1,500 页，PDF 60 秒；\n"
    "压缩包展开后共 256 MB；识别 40 页图片，每页 90 秒；LibreOffice 120 秒。超过即说明，不录入。\n";
constexpr const char* kLimitsEn =
    "Limits: 64 MB a file (--max-size), memory of 20 times the file and 256 MB besides; PDF and OFD 1,500 "
    "pages, PDF\n"
    "60 s; archives 256 MB unpacked; 40 pictures recognised, 90 s each; LibreOffice 120 s. What is over is "
    "said.\n";

}  // namespace

Result<int> run_formats(Call& call) {
  const bool zh = call.console.language() == Language::kZh;
  std::vector<std::vector<std::string>> rows;
  for (const FormatRow& format : kFormats) {
    const Helper* missing = format.helper != nullptr && !format.helper->is_there() ? format.helper : nullptr;
    std::string here = missing == nullptr ? (zh ? "可以" : "yes") : zh ? missing->zh : missing->en;
    rows.push_back({format.name, format.endings, zh ? format.zh : format.en, std::move(here)});
  }
  const std::vector<std::string> headings =
      zh ? std::vector<std::string>{"格式", "文件", "说明", "本机"}
         : std::vector<std::string>{"format", "files", "what it is", "here"};
  TRY(call.console.print(render_table(headings, rows, call.console.columns())));
  TRY(call.console.print(zh ? kLimitsZh : kLimitsEn));
  return kExitDone;
}

}  // namespace duban::cli
