#include "supervise/notice_text.h"

#include <fmt/format.h>

namespace duban {
namespace {

// What is asked for grows with the colour.
std::string_view asked_for(NoticeColour colour) {
  switch (colour) {
    case NoticeColour::kBlue:
      return "请对照时限倒排工期，抓紧推进，并书面回复目前进展和后续安排";
    case NoticeColour::kYellow:
      return "请查明原因，提出追赶措施，逐项明确责任人和时间节点，并书面回复";
    case NoticeColour::kRed:
      return "请立即整改，说明逾期原因、整改措施、责任人和预计完成时间，并书面回复";
  }
  return {};
}

}  // namespace

std::string notice_letter(const NoticeLetter& letter, const NoticeDraft& draft) {
  return fmt::format("《{}》第{}项“{}”，你单位为{}，完成时限为{}。经核对台账，{}。\n{}。请于{}前回复。",
                     letter.plan, letter.no, letter.task, zh_name(letter.part), zh_day(letter.due),
                     draft.why.words.zh, asked_for(draft.colour), zh_day(draft.answer_by));
}

}  // namespace duban
