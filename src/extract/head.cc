// The head of the paper: title, number, issuer, dates, whom it is for, who approved it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "extract/page_edges.h"
#include "extract/reading.h"
#include "grammar/day.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kTitleWords[] = {"关于", "方案", "清单", "通知", "意见", "分工",
                                            "报告", "任务", "安排", "分解", "实事", "事项",
                                            "要点", "计划", "台账", "措施"};
constexpr std::string_view kTitleEnds[] = {"通知", "方案", "意见", "清单", "分工", "报告", "决定", "办法",
                                           "函",   "细则", "要点", "计划", "表",   "事项", "安排", "分解",
                                           "任务", "通报", "公告", "规定", "工作", "实事", "目标",
                                           "台账", "措施"};

constexpr std::string_view kIssuerEnds[] = {"政府", "办公室", "办公厅", "委员会", "厅", "局", "委", "指挥部"};

bool has_any(std::string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// number ::= hanzi+ open year close digits "号"
//   辽政发〔2026〕2号   成办发[2019]5号
struct DocNumber {
  Range at;
  std::string value;
};
std::optional<DocNumber> find_doc_number(std::string_view text) {
  for (std::size_t at = text.find("号"); at != std::string_view::npos; at = text.find("号", at + 3)) {
    std::size_t i = at;
    while (i > 0 && (utf8::is_digit(static_cast<unsigned char>(text[i - 1])))) --i;
    if (i == at || at - i > 4) continue;
    const std::string_view serial = text.substr(i, at - i);
    const utf8::Char close = utf8::before(text, i);
    if (!utf8::is_close_bracket(close.point) || i < close.size + 4) continue;
    const std::size_t year_at = i - close.size - 4;
    const std::string_view year = text.substr(year_at, 4);
    if (!std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    const utf8::Char open = utf8::before(text, year_at);
    if (!utf8::is_open_bracket(open.point)) continue;
    std::size_t begin = year_at - open.size;
    const std::size_t name_end = begin;
    while (begin > 0 && name_end - begin < 36 && utf8::is_hanzi(utf8::before(text, begin).point))
      begin -= utf8::before(text, begin).size;
    if (begin == name_end) continue;
    return DocNumber{{begin, at + 3},
                     fmt::format("{}〔{}〕{}号", text.substr(begin, name_end - begin), year, serial)};
  }
  return {};
}

int year_in(std::string_view text) {
  for (std::size_t at = text.find("年"); at != std::string_view::npos; at = text.find("年", at + 3)) {
    if (at < 4) continue;
    const std::string_view digits = text.substr(at - 4, 4);
    if (digits[0] == '2' && digits[1] == '0' &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0');
    }
  }
  return 0;
}

bool is_addressee_line(std::string_view words) {
  const utf8::Char last = utf8::before(words, words.size());
  return (last.point == ':' || last.point == U'：') && words.size() < 400 &&
         words.find("。") == std::string_view::npos &&
         (words.find("各") != std::string_view::npos || words.find("政府") != std::string_view::npos ||
          words.find("部门") != std::string_view::npos);
}

constexpr std::string_view kSecrecyMarks[] = {"绝密", "机密", "秘密", "内部★", "内部资料", "内部文件", "密级"};

bool is_secrecy_mark(std::string_view words) {
  if (words.size() > 60 || utf8::is_sentence_end(utf8::before(words, words.size()).point)) return false;
  for (const std::string_view mark : kSecrecyMarks) {
    if (!words.starts_with(mark)) continue;
    const std::string_view rest = utf8::trim(words.substr(mark.size()));
    if (rest.empty() || rest.starts_with("★") || rest.starts_with("☆") || rest.starts_with("：") ||
        rest.starts_with(":") || rest.starts_with("，") || rest.starts_with(",") || rest.starts_with("注意") ||
        rest.starts_with("·") || rest.starts_with("*") || rest.starts_with("不得") || rest.starts_with("严禁") ||
        rest.starts_with("请勿")) {
      return true;
    }
  }
  return false;
}

// 关于印发2026年省《政府工作报告》 | 重点工作分工方案的通知: broken behind a name that could end a title
bool waits_for_its_kind(std::string_view title, std::string_view next) {
  return title.ends_with("》") && next.ends_with("的通知") &&
         has_any(title, std::array<std::string_view, 3>{"印发", "转发", "下发"});
}

class HeadReader {
 public:
  explicit HeadReader(Reading& reading) : reading_(reading), head_(reading.plan.document) {
    std::vector<std::string_view> box;
    for (const Entry& entry : reading.outline.entries) {
      if (entry.block.furniture_rule == kBoxRule) box.push_back(entry.block.text());
      if (entry.kind == EntryKind::kFurniture || entry.block.labelled) continue;
      if (entry.kind == EntryKind::kHead) front_.push_back(&entry);
      if (entry.kind == EntryKind::kPlain) back_.push_back(&entry);
    }
    box_ = read_box(box);
  }

  void read() {
    secrecy();
    doc_number();
    title();
    signature(front_);
    if (head_.issued_on.empty()) signature(back_);
    issuer_of_title();
    issuer_in_red();
    of_box();
    published();
    addressees();
    approval();
    attachments();
    year();
    kind();
  }

 private:
  std::size_t index_of(const Entry* entry) const {
    return static_cast<std::size_t>(entry - reading_.outline.entries.data());
  }

  void secrecy() {
    for (std::size_t i = 0; i < reading_.outline.entries.size() && i < 12; ++i) {
      const Entry& entry = reading_.outline.entries[i];
      if (entry.block.mark || !is_secrecy_mark(entry.block.text())) continue;
      head_.secrecy = entry.block.words.text();
      Anomaly mark;
      mark.text = reading_.words(entry.block.printed);
      mark.where = "文首";
      mark.kind = AnomalyKind::kSecrecyMark;
      mark.severity = Severity::kStop;
      mark.reason = "文件带有密级标志，本系统不收涉密文件，请停止录入并按保密规定处理";
      mark.span = entry.block.printed;
      mark.rule = "head.secrecy";
      reading_.find(std::move(mark));
      return;
    }
  }

  void doc_number() {
    for (const Entry* entry : front_) {
      if (entry->block.text().size() > 600) continue;
      if (auto number = find_doc_number(entry->block.text())) {
        // a number that the text quotes (按照国发〔2025〕1号) is another paper's
        const std::string_view words = entry->block.text();
        const char32_t before = number->at.begin > 0 ? utf8::before(words, number->at.begin).point : U'】';
        // （雁政办〔2021〕14号） behind a title, or alone
        const bool apart = utf8::is_open_bracket(before) && number->at.end + 3 >= words.size() &&
                           number->at.end < words.size() &&
                           (ends_like_title(words.substr(0, number->at.begin - utf8::before(words, number->at.begin).size)) ||
                            number->at.begin < 4);
        const bool named = (before == U'：' || before == ':') && words.substr(0, number->at.begin).find("号") != std::string_view::npos &&
                           number->at.begin < 30;  // 发文字号：
        if (before != U'】' && !named && !apart) continue;
        head_.doc_number = number->value;
        return;
      }
    }
  }

  void title() {
    for (std::size_t i = 0; i < front_.size(); ++i) {
      std::string_view words = front_[i]->block.text();
      if (words.size() > 400 || is_day(words) || is_addressee_line(words) || is_secrecy_mark(words)) continue;
      if (words.starts_with("【")) {
        const std::size_t close = words.find("】");
        if (close != std::string_view::npos) words.remove_prefix(close + std::string_view("】").size());
      }
      for (const std::string_view label : {"信息名称", "文件名称", "标题", "名称", "文件标题"}) {
        if (!words.starts_with(label)) continue;
        const utf8::Char colon = utf8::at(words, label.size());
        if (colon.point == U'：' || colon.point == ':') words = utf8::trim(words.substr(label.size() + colon.size));
      }
      for (const std::string_view format : {".doc", ".docx", ".pdf", ".wps", ".xls", ".xlsx"}) {
        if (words.ends_with(format)) words.remove_suffix(format.size());
      }
      if (const auto number = find_doc_number(words); number && number->at.begin == 0) {
        words.remove_prefix(number->at.end);
        if (words.empty()) continue;
      }
      if (words.starts_with("《") && words.ends_with("》") && words.find("》") == words.size() - 3)
        words = words.substr(3, words.size() - 6);
      if (utf8::is_sentence_end(utf8::before(words, words.size()).point) || !has_any(words, kTitleWords))
        continue;
      if (is_of_menu(words, i)) continue;
      std::string title(words);
      std::size_t last = i;
      while (last + 1 < front_.size() && last < i + 4) {
        const std::string_view next = front_[last + 1]->block.text();
        if (ends_like_title(title) && !waits_for_its_kind(title, next)) break;
        if (next.size() > 200 || is_day(next) || is_addressee_line(next) || find_doc_number(next) ||
            utf8::is_sentence_end(utf8::before(next, next.size()).point))
          break;
        title += next;
        ++last;
      }
      // 示例州人民政府办公室 | 关于印发…的通知
      if (title.starts_with("关于") && i > 0 && names_issuer(front_[i - 1]->block.text()))
        title = front_[i - 1]->block.words.text() + title;
      head_.title = title;
      first_title_ = front_[i];
      reading_.title_entry = index_of(front_[i]);
      return;
    }
  }

  // · 关于放假的通知, 规划计划 above the paper's own title: links of the page that shows it
  bool is_of_menu(std::string_view words, std::size_t i) {
    constexpr std::size_t kShort = 7;  // characters
    if (words.starts_with("·") || words.starts_with("•")) return true;
    if (utf8::count(words) > kShort) return false;
    if (!last_full_title_) last_full_title_ = find_last_full_title();
    return i < *last_full_title_;
  }

  // The last line of the head that could be a title in full; 0 where none could.
  std::size_t find_last_full_title() const {
    constexpr std::size_t kShortest = 10;  // characters
    constexpr std::size_t kLongest = 400;  // bytes
    read_work += front_.size();
    for (std::size_t i = front_.size(); i-- > 0;) {
      const std::string_view words = front_[i]->block.text();
      if (words.size() < kLongest && utf8::count(words) >= kShortest && has_any(words, kTitleWords) && ends_like_title(words) &&
          (words.find("年") != std::string_view::npos || words.find("关于") != std::string_view::npos))
        return i;
    }
    return 0;
  }

  static bool names_issuer(std::string_view words) {
    if (words.size() > 120 || utf8::is_sentence_end(utf8::before(words, words.size()).point)) return false;
    return std::any_of(std::begin(kIssuerEnds), std::end(kIssuerEnds),
                       [&](std::string_view end) { return words.ends_with(end) && words.size() > end.size() + 3; });
  }

  // signature ::= unit day, on two lines or on one
  void signature(const std::vector<const Entry*>& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::string_view words = entries[i]->block.text();
      if (words.size() > 150) continue;
      const auto day = find_day(words);
      if (!day || day->size != words.size()) continue;
      const std::size_t begin = day_begin(words);
      head_.issued_on = day->value;
      std::string_view unit = words.substr(0, begin);
      if (unit.empty() && i > 0) unit = entries[i - 1]->block.text();
      if (!unit.empty() && unit.size() <= 90 && !is_addressee_line(unit) &&
          unit.find("。") == std::string_view::npos && unit.find("，") == std::string_view::npos &&
          unit.find(",") == std::string_view::npos && entries[i] != first_title_ &&
          (i == 0 || entries[i - 1] != first_title_ || !words.substr(0, begin).empty())) {
        head_.issuer = unit;
        reading_.issuer_entry = index_of(words.substr(0, begin).empty() ? entries[i - 1] : entries[i]);
      }
      return;
    }
  }

  static std::size_t day_begin(std::string_view words) {
    for (std::size_t at = 0; at < words.size(); at += utf8::at(words, at).size) {
      const auto day = read_day(words.substr(at));
      if (day && at + day->size == words.size()) return at;
    }
    return words.size();
  }

  // 示例市人民政府文件, in red above the number
  void issuer_in_red() {
    constexpr std::string_view kPaper = "文件";
    for (const Entry* entry : front_) {
      std::string_view words = entry->block.text();
      if (!head_.issuer.empty() || entry == first_title_ || !words.ends_with(kPaper)) continue;
      words.remove_suffix(kPaper.size());
      if (names_issuer(words)) head_.issuer = words;
    }
  }

  // 示例市人民政府办公室 of 示例市人民政府办公室关于印发…的通知
  static std::string unit_about(std::string_view title) {
    const std::size_t about = title.find("关于");
    if (about == std::string_view::npos || about == 0 || about > 90) return {};
    const std::string_view unit = title.substr(0, about);
    return unit_class(unit) != UnitClass::kNone ? std::string(unit) : std::string();
  }

  void issuer_of_title() {
    if (!head_.issuer.empty()) return;
    head_.issuer = unit_about(head_.title);
    // a page's own title above that of the notice
    for (std::size_t i = 0; i < front_.size() && i < 4 && head_.issuer.empty(); ++i) {
      if (front_[i]->block.text().size() < 300 && front_[i]->block.text().find("印发") != std::string_view::npos)
        head_.issuer = unit_about(front_[i]->block.text());
    }
  }

  // What the site's catalogue says, where the paper itself does not.
  void of_box() {
    if (head_.doc_number.empty()) {
      if (const auto number = find_doc_number(box_.number)) head_.doc_number = number->value;
    }
    const bool notice = has_any(box_.title, std::array<std::string_view, 1>{"关于"}) && !has_any(head_.title, std::array<std::string_view, 1>{"关于"});
    if (has_any(box_.title, kTitleWords) && (head_.title.empty() || notice)) head_.title = utf8::squeeze(box_.title);
    issuer_of_title();
    if (head_.issuer.empty() && unit_class(box_.issuer) != UnitClass::kNone) head_.issuer = utf8::squeeze(box_.issuer);
    if (head_.issued_on.empty()) {
      if (const auto day = find_day(box_.issued)) head_.issued_on = day->value;
    }
    if (const auto day = find_day(box_.published)) head_.published_on = day->value;
  }

  void published() {
    for (const Entry& entry : reading_.outline.entries) {
      if (!head_.published_on.empty()) return;
      if (entry.kind != EntryKind::kFurniture || entry.block.furniture_rule == kBoxRule) continue;
      const std::string_view words = entry.block.text();
      if (!has_any(words, std::array<std::string_view, 4>{"发布", "时间", "日期", "来源"})) continue;
      if (const auto day = find_day(words)) {
        head_.published_on = day->value;
        return;
      }
    }
  }

  void addressees() {
    for (const Entry* entry : front_) {
      const std::string_view words = entry->block.text();
      if (!is_addressee_line(words) || words.starts_with("各位")) continue;
      const std::size_t colon = utf8::before(words, words.size()).size;
      UnitPrefix prefix;
      for (Unit& unit : read_units(words, {0, words.size() - colon}, prefix).units) {
        // 区政府各委、办、局 is one group
        const bool kind = unit.name == "委" || unit.name == "办" || unit.name == "局";
        if (kind && !head_.addressees.empty()) {
          head_.addressees.back() += "、" + unit.name;
        } else {
          head_.addressees.push_back(std::move(unit.name));
        }
      }
      return;
    }
  }

  // 经省政府第十次全体(扩大)会议审议通过
  void approval() {
    for (const Entry* entry : front_) {
      const std::string_view words = entry->block.text();
      for (const std::string_view end : {"会议审议通过", "会议讨论通过", "会议研究通过", "会议通过",
                                         "会议审议同意", "会议研究同意", "会议同意"}) {
        const std::size_t at = words.find(end);
        if (at == std::string_view::npos) continue;
        std::size_t from = words.substr(0, at).rfind("经");
        while (from != std::string_view::npos && from > 0 && words.substr(from).starts_with("经济"))
          from = words.substr(0, from).rfind("经");
        if (from == std::string_view::npos || at - from > 150 || words.substr(from).starts_with("经济"))
          continue;
        const std::string_view meeting =
            words.substr(from + 3, at + std::string_view("会议").size() - from - 3);
        if (meeting.find("，") != std::string_view::npos || meeting.find(",") != std::string_view::npos ||
            meeting.find("。") != std::string_view::npos)
          continue;
        head_.approved_by = meeting;
        return;
      }
    }
  }

  void attachments() {
    for (const Entry& entry : reading_.outline.entries) {
      if (entry.kind != EntryKind::kAttachment) continue;
      const std::string_view title = attachment_title(entry.block.text());
      if (!title.empty()) head_.attachments.emplace_back(title);
    }
  }

  void year() {
    head_.year = year_in(head_.title);
    for (const Entry* entry : front_) {
      if (head_.year != 0) return;
      if (entry->block.text().size() < 200 && !is_day(entry->block.text()))
        head_.year = year_in(entry->block.text());
    }
    if (head_.year == 0 && !head_.issued_on.empty()) head_.year = std::stoi(head_.issued_on.substr(0, 4));
    for (const Entry* entry : front_) {
      if (head_.year != 0) return;
      head_.year = year_in(entry->block.text());
    }
  }

  void kind() {
    const std::string& title = head_.title;
    const bool report = title.find("政府工作报告") != std::string::npos;
    const bool work =
        has_any(title, std::array<std::string_view, 10>{"分工", "任务", "分解", "责任", "通知", "方案", "意见",
                                                        "清单", "事项", "重点工作"});
    if (report && !work && !reading_.outline.any_assigned) {
      head_.kind = DocumentKind::kReport;
    } else if (reading_.outline.any_assigned) {
      head_.kind =
          title.find("实事") != std::string::npos ? DocumentKind::kLivelihoodList : DocumentKind::kPlan;
    } else {
      const auto& entries = reading_.outline.entries;
      const bool tasks = std::any_of(entries.begin(), entries.end(),
                                     [](const Entry& entry) { return entry.kind == EntryKind::kTask; });
      head_.kind = tasks && work ? DocumentKind::kPlan : DocumentKind::kOther;
    }
  }

  Reading& reading_;
  DocumentHead& head_;
  CatalogueBox box_;
  std::vector<const Entry*> front_;
  std::vector<const Entry*> back_;
  const Entry* first_title_ = nullptr;
  std::optional<std::size_t> last_full_title_;  // looked for once
};

}  // namespace

bool ends_like_title(std::string_view words) {
  std::string bare(words);
  while (!bare.empty()) {  // 》 and (一) at the end
    const utf8::Char last = utf8::before(bare, bare.size());
    if (last.point != U'》' && last.point != U'〉' && last.point != U'”') break;
    bare.resize(bare.size() - last.size);
  }
  const std::string_view end = without_alias(bare);
  return std::any_of(std::begin(kTitleEnds), std::end(kTitleEnds),
                     [&](std::string_view word) { return end.ends_with(word); });
}

void read_head(Reading& reading) { HeadReader(reading).read(); }

}  // namespace duban
