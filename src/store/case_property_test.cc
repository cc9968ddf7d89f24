// Random people take random steps on tasks in a ledger: whatever was taken is in every row, whatever was
// refused is in none, and the facts make the same case again.

#include <map>
#include <set>
#include <tuple>

#include "store/case_fixture.h"
#include "store/case_json.h"
#include "store/case_rebuild.h"
#include "store/log.h"

namespace duban {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int kTasks = 12;
#else
constexpr int kTasks = 120;
#endif
constexpr int kTries = 40;

class CaseProperty : public CaseTest {
 protected:
  int below(int n) {
    seed_ = seed_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((seed_ >> 33) % static_cast<std::uint64_t>(n));
  }
  bool one_in(int n) { return below(n) == 0; }

  void SetUp() override {
    ASSERT_TRUE(db->run("PRAGMA synchronous = OFF").ok());  // what is tested is not the disk
    for (const char* name : {"市教育局", "市财政局", "市住房城乡建设局", "市统计局"})
      units.push_back(unit(name));
    PaperBuilder paper;
    for (int i = 0; i < kTasks; ++i) {
      paper.task(fmt::format("第{}件工作。", i), {"市教育局"}, {"市财政局"}, {"王健"});
      if (i % 3 == 0) paper.last().deadline = "2028-06-30";  // long-term: may roll over, close in stages
      if (i % 5 == 0) paper.last().lead_units.clear();
    }
    plan = approve(paper);
    people.push_back(person(1, "督查甲", Role::kSupervisionOffice));
    people.push_back(person(2, "督查乙", Role::kSupervisionOffice));
    for (std::size_t i = 0; i < units.size(); ++i) {
      people.push_back(person(3 + static_cast<std::int64_t>(i), "经办", Role::kUnitHandler, units[i]));
    }
    people.push_back(person(8, "王健", Role::kLeader, 0, "王健"));
    people.push_back(person(9, "观察员", Role::kObserver));
  }

  std::int64_t some_unit() { return units[static_cast<std::size_t>(below(4))]; }

  // On the way to the end, so that sequences get far.
  std::optional<TaskAction> onward(TaskState state) {
    using enum TaskAction;
    switch (state) {
      case TaskState::kApproved:
        return one_in(4) ? kSetPart : kDispatch;
      case TaskState::kDispatched:
        return kAcknowledge;
      case TaskState::kDisputed:
        return kRejectDispute;
      case TaskState::kAcknowledged:
        return kBreakDown;
      case TaskState::kBrokenDown:
        return kAcceptBreakDown;
      case TaskState::kInProgress:
        return kApplyCompletion;
      case TaskState::kRectifying:
        return one_in(2) ? kSubmitRectification : kObject;
      case TaskState::kCompletionApplied:
        return kBeginVerification;
      case TaskState::kVerifying:
        return one_in(2) ? kPassVerification : one_in(2) ? kFailVerification : kChangeConclusion;
      case TaskState::kSuspended:
        return kResume;
      default:
        return {};
    }
  }

  // Mostly somebody whose step it is.
  const Actor& somebody(const TaskRequest& what) {
    const SetOf<Party> by = transition(what.action).by;
    if (one_in(8)) return people[static_cast<std::size_t>(below(static_cast<int>(people.size())))];
    if (by.has(Party::kLeader) && (!by.has(Party::kOffice) || one_in(2))) return people[6];
    if (by.has(Party::kUnit) && !one_in(5)) {
      for (std::size_t i = 0; i < units.size(); ++i) {
        if (what.unit == unit_key(units[i])) return people[2 + i];
      }
    }
    return people[static_cast<std::size_t>(below(2))];
  }

  TaskRequest random_step(const TaskCase& task) {
    const Transition* row = &transitions()[static_cast<std::size_t>(below(kTaskActionCount))];
    std::string unit = unit_key(some_unit());
    if (!task.units.empty() && !one_in(8)) {
      unit = task.units[static_cast<std::size_t>(below(static_cast<int>(task.units.size())))].unit;
    }
    const UnitCase* in = unit_of(task, unit);
    const auto next = onward(is_running(task.state) && in != nullptr ? in->state : task.state);
    const Extension* asked = nullptr;
    for (const Extension& each : task.extensions) {
      if (each.unit == unit && each.state <= ExtensionState::kAgreed) asked = &each;
    }
    if (asked != nullptr && !one_in(3)) {
      const bool agreed = asked->state == ExtensionState::kAgreed;
      row = &transition(agreed ? TaskAction::kApproveExtension : TaskAction::kAgreeExtension);
    } else if (next && one_in(2)) {
      row = &transition(*next);
    }
    for (int i = 0; i < 60; ++i) {  // mostly what the table has for this state
      const bool fits = row->scope == Scope::kTask
                            ? row->from.has(task.state)
                            : in != nullptr && row->from.has(in->state) && row->task_states.has(task.state);
      const bool ends = row->action == TaskAction::kTerminate || row->action == TaskAction::kRollOver;
      if (fits && (!ends || one_in(8))) break;
      row = &transitions()[static_cast<std::size_t>(below(kTaskActionCount))];
    }
    TaskRequest out;
    out.action = row->action;
    const bool whole = row->scope == Scope::kTask && row->action != TaskAction::kAddUnit &&
                       row->action != TaskAction::kSetPart;
    if (!whole || one_in(6)) out.unit = row->action == TaskAction::kAddUnit ? unit_key(some_unit()) : unit;
    if (one_in(60)) out.unit = "9999";
    out.other_unit = unit_key(some_unit());
    out.part = static_cast<UnitPart>(below(3));
    out.text = one_in(15) ? "" : "说明";
    out.document = one_in(15) ? "" : "文件〔2026〕1号";
    const char* fields[] = {"due", "done_criteria", "horizon", "text"};
    out.field = fields[below(4)];
    out.after = out.field == "horizon" ? "long_term" : "新值";
    if (row->needs.has(Need::kDate) || one_in(3)) out.date = day_of(now) + (below(200) - 20);
    out.closure = static_cast<Closure>(below(4));
    out.confidence = static_cast<Confidence>(below(4));
    out.conclusion = below(static_cast<int>(task.conclusions.size()) + 2);
    out.head = one_in(2) ? "主任" : "";
    out.task = one_in(15) ? "" : "77";
    return out;
  }

  // Every row says what the case says.
  void expect_rows(std::int64_t task_id, const TaskCase& task) {
    auto head = db->query("SELECT state, due, facts, body FROM task_case WHERE task_id = $1", task_id).take();
    ASSERT_TRUE(*head.next());
    EXPECT_EQ(head.text(0), to_word(task.state));
    EXPECT_EQ(head.text(1), to_iso(due_of(task)));
    EXPECT_EQ(head.integer(2), task.facts);
    EXPECT_EQ(head.text(3), case_to_json(task));
    std::set<std::tuple<std::string, std::string, std::string, std::string>> rows, wanted;
    auto seats =
        db->query("SELECT unit_id, part, state, due FROM task_case_unit WHERE task_id = $1", task_id).take();
    while (*seats.next()) rows.emplace(seats.string(0), seats.string(1), seats.string(2), seats.string(3));
    for (const UnitCase& each : task.units) {
      wanted.emplace(each.unit, to_word(each.part), to_word(each.state), to_iso(each.due));
    }
    EXPECT_EQ(rows, wanted);
    rows.clear();
    wanted.clear();
    auto limits =
        db->query("SELECT kind, unit_id, conclusion, end_day FROM task_limit WHERE task_id = $1", task_id)
            .take();
    while (*limits.next()) rows.emplace(limits.string(0), limits.string(1), limits.string(2), limits.string(3));
    for (const OpenLimit& each : task.limits) {
      wanted.emplace(to_word(each.kind), each.unit.empty() ? "0" : each.unit, std::to_string(each.conclusion),
                     to_iso(each.end));
    }
    EXPECT_EQ(rows, wanted);
  }

  std::uint64_t seed_ = 20260205;
  std::vector<std::int64_t> units;
  std::vector<Actor> people;
  std::int64_t plan = 0;
  UtcMillis now = kTestNow;
};

TEST_F(CaseProperty, EveryStepIsInEveryRowAndEveryRefusalInNone) {
  int taken = 0;
  int refused = 0;
  std::map<TaskAction, int> seen;
  const std::vector<KeptCase> all = load_cases(*db, plan).take();
  for (const KeptCase& begun : all) {
    const std::int64_t task_id = begun.task_id;
    now = kTestNow;
    TaskCase task = begun.task;
    std::map<std::string, std::int64_t> logged;
    for (int i = 0; i < kTries && task.state != TaskState::kArchived; ++i) {
      if (!one_in(3)) now += below(6) * 86'400'000LL;
      const TaskRequest what = random_step(task);
      const Actor& who = somebody(what);
      const std::int64_t entries = count("log_entry");
      const auto step = take_step(*db, who, task_id, {}, what, now);
      if (!step.ok()) {
        ++refused;
        EXPECT_NE(step.error().message.zh, "");
        EXPECT_EQ(count("log_entry"), entries) << "a refusal left an entry";
      } else {
        ++taken;
        ++seen[what.action];
        task = step->after;
        EXPECT_GT(count("log_entry"), entries);
        ++logged[std::string(to_word(what.action))];
      }
      ASSERT_EQ(kept(task_id).task, task) << to_word(what.action);
      if (step.ok()) expect_rows(task_id, task);
      ASSERT_FALSE(HasFailure()) << "task " << task_id << " try " << i << " " << to_word(what.action);
    }
    const auto facts = facts_of(*db, task_id);
    const auto again = rebuild(*facts);
    ASSERT_TRUE(again.ok()) << again.error().message.zh;
    EXPECT_EQ(*again, task);
    for (const auto& [action, times] : logged) {
      EXPECT_EQ(count(fmt::format("log_entry WHERE object = 'task:{}' AND action = '{}'", task_id, action)),
                times)
          << action;
    }
  }
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
  EXPECT_GT(taken, kTasks * 5);
  EXPECT_GT(refused, kTasks);
  EXPECT_GT(seen.size(), kTasks > 50 ? 30U : 15U);
  const auto rebuilt = db->transaction([&] { return rebuild_cases(*db, office, plan, now); });
  ASSERT_TRUE(rebuilt.ok());
  EXPECT_EQ(rebuilt->mended, 0);
  EXPECT_EQ(rebuilt->made, 0);
  EXPECT_TRUE(rebuilt->damaged.empty());
  RecordProperty("taken", taken);
  RecordProperty("refused", refused);
  std::printf("%d steps taken, %d refused, %zu kinds of action\n", taken, refused, seen.size());
}

class CaseRebuilds : public CaseTest {};

TEST_F(CaseRebuilds, MendWhatDiffersAndLeaveWhatCannotBeMade) {
  unit("市教育局");
  const std::int64_t plan =
      approve(PaperBuilder().task("一。", {"市教育局"}).task("二。", {"市教育局"}).task("三。", {"市教育局"}));
  const std::int64_t one = task_id(plan, "1");
  const std::int64_t two = task_id(plan, "2");
  const std::int64_t three = task_id(plan, "3");
  const TaskCase right = kept(one).task;
  ASSERT_TRUE(db->run("UPDATE task_case SET state = 'closed', body = replace(body, 'approved', 'closed') WHERE "
                      "task_id = $1",
                      one)
                  .ok());
  ASSERT_TRUE(db->run("UPDATE task_fact SET fields = replace(fields, '\"no\":\"1\"', '\"no\":\"2\"') WHERE "
                      "task_id = $1",
                      two)
                  .ok());
  ASSERT_TRUE(db->run("DELETE FROM task_case_unit WHERE task_id = $1", three).ok());
  ASSERT_TRUE(db->run("DELETE FROM task_limit WHERE task_id = $1", three).ok());
  ASSERT_TRUE(db->run("DELETE FROM task_case WHERE task_id = $1", three).ok());
  const auto done = db->transaction([&] { return rebuild_cases(*db, office, plan, kTestNow); });
  ASSERT_TRUE(done.ok()) << done.error().message.zh;
  EXPECT_EQ(done->mended, 2) << "one differed, one was gone";
  ASSERT_EQ(done->damaged.size(), 1U);
  EXPECT_NE(done->damaged.front().zh.find("缺第1条记录"), std::string::npos) << done->damaged.front().zh;
  EXPECT_EQ(kept(one).task, right);
  EXPECT_EQ(kept(three).task.state, TaskState::kApproved);
  EXPECT_EQ(count("log_entry WHERE action = 'rebuild_case'"), 2);
}

}  // namespace
}  // namespace duban
