#include "read/office.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "read/docx.h"
#include "read/helper.h"
#include "read/xlsx.h"

namespace duban {
namespace {

// What a fresh profile gets: nothing in a paper is run, nothing that it points to is fetched.
constexpr std::string_view kProfile =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
)";

bool write_to(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return static_cast<bool>(file.flush());
}

}  // namespace

std::string office_program() {
  std::string found = find_helper("DUBAN_SOFFICE", {"soffice", "libreoffice"});
  return found;
}

Result<Document> read_by_office(std::string_view bytes, std::string_view format, OfficeKind kind) {
  const std::string program = office_program();
  if (program.empty()) {
    return error(
        ErrorCode::kUnsupported,
        fmt::format("这是 .{0} 文件，读它要用 LibreOffice，这台机器上没有。请安装 LibreOffice（Debian："
                    "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui），"
                    "或用 WPS、Word 打开后另存为 .docx、.xlsx 再录入",
                    format),
        fmt::format("this is a .{0} file, which LibreOffice reads, and it is not on this machine. Install "
                    "it (Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui), or open "
                    "the file and save it as .docx or .xlsx",
                    format));
  }
  static std::mutex one;
  const std::lock_guard alone(one);
  const HelperFolder folder = TRY(HelperFolder::make());
  const std::string source = fmt::format("{}/paper.{}", folder.path(), format);
  const std::string ending = kind == OfficeKind::kText ? "docx" : "xlsx";
  std::error_code failed;
  std::filesystem::create_directories(folder.path() + "/profile/user", failed);
  if (failed || !write_to(folder.path() + "/profile/user/registrymodifications.xcu", kProfile) ||
      !write_to(source, bytes))
    return error(ErrorCode::kNoSpace, "临时文件夹写不下这个文件，请清理磁盘后再试",
                 "the folder for temporary files is full; make room and try again");
  HelperCall call;
  call.program = program;
  call.arguments = {fmt::format("-env:UserInstallation=file://{}/profile", folder.path()),
                    "--headless",
                    "--norestore",
                    "--nolockcheck",
                    "--convert-to",
                    ending,
                    "--outdir",
                    folder.path() + "/out",
                    source};
  call.environment = {fmt::format("HOME={}", folder.path()), fmt::format("TMPDIR={}", folder.path()),
                      "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"};
  call.memory_bytes = kMostOfficeMemory;
  call.time = std::chrono::seconds(kMostOfficeSeconds);
  call.output_bytes = 1U << 20U;
  const HelperResult result = TRY(run_helper(call));
  if (result.stopped) {
    return error(
        ErrorCode::kTooLarge,
        fmt::format("LibreOffice 在 {} 秒和规定的内存内没有读完这个文件，已停止。请用 WPS、Word 打开后另存为 "
                    ".docx、.xlsx 再录入",
                    kMostOfficeSeconds),
        fmt::format("LibreOffice did not finish this file within {} seconds and its memory and was stopped. "
                    "Open the file and save it as .docx or .xlsx",
                    kMostOfficeSeconds));
  }
  std::ifstream file(fmt::format("{}/out/paper.{}", folder.path(), ending), std::ios::binary);
  const std::string made{std::istreambuf_iterator<char>(file), {}};
  if (made.empty()) {
    return error(
        ErrorCode::kInvalid,
        "LibreOffice 读不了这个文件：可能已损坏或设了密码。请用 WPS、Word 打开后另存为 .docx、.xlsx 再录入",
        "LibreOffice cannot read this file: it may be damaged or have a password. Open it and save it as "
        ".docx or .xlsx");
  }
  Document document = TRY(kind == OfficeKind::kText ? read_docx(made) : read_xlsx(made));
  document.format = format;
  return document;
}

}  // namespace duban
