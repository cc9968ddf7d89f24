// The rights table whole: every role × route × relation, over HTTP. Whom a route lets in is read from routes()
// and the table, so a new route is tested by itself; a new kind of thing in an address must be named below.
//
//   related    of the unit that leads the task, or its leader
//   unrelated  of the same government, of no task of the plan
//   foreign    the same role in another government
//
// A thing of task 1 is read by nobody who may not: 403 or 404, and no answer to him holds a word of it. Nothing
// that somebody may not do is done: no 2xx, no entry in the log. Who may is never refused for his rights.

#include <set>

#include "server/year_fixture.h"
#include "store/alignments.h"
#include "store/problems.h"

namespace duban::test {
namespace {

constexpr std::string_view kSecret = "新建学校";  // in the text of task 1

// What stands behind {id} in /api/v1/THING/{id}.
struct Thing {
  std::string_view name;
  // Of task 1 or its plan: rights depend on the relation to it. Else the government's (units, rounds …) or
  // one's own.
  bool of_task = false;
  std::string_view example;  // an id of it
};
// clang-format off
constexpr Thing kThings[] = {
    {"tasks",          true,  "SELECT id FROM task WHERE no = '1'"},
    {"plans",          true,  "SELECT min(id) FROM plan"},
    {"documents",      true,  "SELECT min(id) FROM document"},
    {"findings",       true,  "SELECT min(id) FROM finding"},
    {"proposals",      true,  "SELECT min(id) FROM proposal"},
    {"problems",       true,  "SELECT min(id) FROM problem"},
    {"units",          false, "SELECT min(id) FROM unit"},
    {"portfolios",     false, "SELECT min(id) FROM portfolio"},
    {"accounts",       false, "SELECT id FROM account WHERE name = 'someone'"},
    {"reports",        true,  "SELECT min(id) FROM report"},
    {"evidence",       true,  "SELECT min(id) FROM evidence"},
    {"verifications",  true,  "SELECT min(id) FROM verification"},
    {"milestones",     true,  "SELECT min(id) FROM milestone"},
    {"notices",        true,  "SELECT min(id) FROM notice"},
    {"talks",          true,  "SELECT min(id) FROM talk"},
    {"alignments",     true,  "SELECT min(id) FROM alignment"},
    {"merges",         true,  ""},
    {"snapshots",      true,  ""},
    {"bulletins",      false, ""},
    {"rounds",         false, "SELECT min(id) FROM round"},
    {"obligations",    false, ""},
    {"posts",          false, ""},
    {"groups",         false, ""},
    {"delegations",    false, ""},
    {"sources",        false, ""},
    {"task-imports",   false, ""},
    {"officer-imports", false, ""},
    {"account-imports", false, ""},
    {"sheet-templates", false, ""},
    {"rules",          false, ""},
    {"mail/queue",     false, ""},
    {"views",          false, ""},
    {"tokens",         false, ""},
};

// Refuse more than the table does, each for a reason.
struct Stricter {
  std::string_view pattern, why;
};
constexpr Stricter kStricter[] = {
    {"/api/v1/plans/{id}/changes",        "of the whole plan: who sees a part of it does not see them"},
    {"/api/v1/plans/{id}/proposals",      "the same"},
    {"/api/v1/plans/{id}/unit-proposals", "wants the plan beside the register"},
    {"/api/v1/alignments/{id}",           "whole papers: who sees a part of them has the lineage of his tasks"},
    {"/api/v1/alignments/{id}/xlsx",      "the same"},
    {"/api/v1/tasks/{id}/problems",       "the office names the unit that it fills in for; the test's body does not"},
};
// clang-format on

bool is_stricter(std::string_view pattern) {
  return std::any_of(std::begin(kStricter), std::end(kStricter),
                     [&](const Stricter& each) { return each.pattern == pattern; });
}

// The segments of /api/v1/a/{id}/b.
std::string thing_of(std::string_view pattern) {
  constexpr std::string_view kBegin = "/api/v1/";
  if (!pattern.starts_with(kBegin)) return "";
  const std::string_view rest = pattern.substr(kBegin.size());
  const std::size_t end = rest.find("/{");
  return end == std::string_view::npos ? "" : std::string(rest.substr(0, end));
}

class RightsHttp : public YearTest {
 protected:
  enum class Standing { kRelated, kUnrelated, kForeign };

  void SetUp() override {
    YearTest::SetUp();
    dispatch(schools);
    ASSERT_TRUE(db().script("INSERT INTO government (id, name) VALUES (2, '别的政府')").ok());
    const std::int64_t nowhere = make_unit_named("示例市档案馆");
    const auto problem =
        raise_problem(db(), test_operator(),
                      {schools, education, 0, ProblemGrade::kOrdinary, "新建学校征地难。", true}, now_);
    ASSERT_TRUE(problem.ok()) << problem.error().message.zh;
    PaperBuilder last_year("2025年示例市重点工作分工方案", 2025);
    last_year.task("新建学校3所。", {"示例市教育局"});
    const auto imported = import_plan(store(), test_operator(), last_year.bytes(), "去年.txt",
                                      last_year.document, last_year.plan, now_);
    ASSERT_TRUE(imported.ok());
    ASSERT_TRUE(make_alignment(db(), test_operator(), imported->plan_id, plan, now_).ok());
    person("someone", {});
    for (const Role role : kAllRoles) {
      const std::string word(to_word(role));
      clients[role][Standing::kRelated] = someone("r-" + word, role, education, "李明");
      clients[role][Standing::kUnrelated] = someone("u-" + word, role, nowhere, "赵无关");
      const Person foreign = person("f-" + word, {role});
      for (const char* table : {"account", "account_role"}) {
        const std::string column = std::string(table) == "account" ? "id" : "account_id";
        ASSERT_TRUE(
            db().run(fmt::format("UPDATE {} SET government_id = 2 WHERE {} = $1", table, column), foreign.id)
                .ok());
      }
      clients[role][Standing::kForeign] = with_token(foreign);
    }
  }
  // Whether the role, standing so, may do that to task 1 or what belongs to it.
  static bool may(Role role, Action action, Standing standing) {
    if (standing == Standing::kForeign) return false;
    if (allowed(role, action, Relation::kOwnGovernment)) return true;
    return standing == Standing::kRelated &&
           (allowed(role, action, Relation::kOwnUnit) || allowed(role, action, Relation::kOwnLeader));
  }
  std::string example_of(const Thing& thing) {
    if (thing.example.empty()) return "999999";
    const auto id = db().one(thing.example);  // none, where there is no such table yet
    return id.ok() && *id && **id != 0 ? std::to_string(**id) : "999999";
  }
  // Every field that must be there, of the right type.
  static Json body_of(const Route& route) {
    if (route.body.empty() || route.body == "@file") return nullptr;
    Json body = Json::object();
    for (std::string_view rest = route.body; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest = rest.size() > word.size() ? rest.substr(word.size() + 1) : std::string_view();
      if (word.ends_with('?')) continue;
      const std::string_view type = body_field_type(word);
      Json& field = body[std::string(word)];
      if (type.ends_with("[]"))
        field = Json::array();
      else if (type == "string")
        field = "x";
      else if (type == "boolean")
        field = false;
      else
        field = 1;
    }
    return body;
  }
  std::int64_t logged() { return **db().one("SELECT count(*) FROM log_entry"); }

  std::map<Role, std::map<Standing, std::unique_ptr<Client>>> clients;
};

TEST_F(RightsHttp, EveryRoleOnEveryRouteInEveryRelation) {
  int tried = 0;
  std::set<std::string> without_example;
  for (const Route& route : routes()) {
    if (route.access == Access::kOpen || route.answer == "text/event-stream") continue;
    if (route.pattern == "/api/v1/session" && route.method == http::Method::kDelete) continue;
    const std::string name = thing_of(route.pattern);
    const auto* thing = std::find_if(std::begin(kThings), std::end(kThings),
                                     [&](const Thing& each) { return each.name == name; });
    ASSERT_TRUE(name.empty() || thing != std::end(kThings))
        << "say in kThings what /api/v1/" << name << "/{id} is: " << route.pattern;
    std::string path(route.pattern);
    bool has_example = false;
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      const std::string id = has_example ? "1" : example_of(*thing);
      has_example = true;
      if (id == "999999") without_example.insert(name);
      path.replace(open, path.find('}') - open + 1, id);
    }
    const bool reads = route.method == http::Method::kGet;
    const bool of_task = !name.empty() && thing->of_task;
    const std::string method(to_word(route.method));
    // A tag that no version has: what may be done is not done, and what may not is not shown either.
    const Fields match = route.needs_match ? Fields{{"If-Match", "\"1-999\""}} : Fields{};
    for (const Role role : kAllRoles) {
      for (const Standing standing : {Standing::kRelated, Standing::kUnrelated, Standing::kForeign}) {
        const std::string where =
            fmt::format("{} {} as {} standing {}", method, path, to_word(role), static_cast<int>(standing));
        const std::int64_t before = logged();
        const Answer answer = call(*clients[role][standing], method, path, body_of(route), match);
        const bool good = answer.status >= 200 && answer.status < 300;
        EXPECT_LT(answer.status, 500) << where << answer.body;
        EXPECT_NE(answer.status, 401) << where;
        ++tried;
        if (!may(role, Action::kReadLedger, standing)) {
          EXPECT_EQ(answer.body.find(kSecret), std::string::npos)
              << where << " shows " << answer.body.substr(0, 300);
        }
        if (!of_task) continue;
        if (may(role, route.action, standing)) {
          // A change that the table lets every reader try is refused by its own right (a step of a task).
          if (!is_stricter(route.pattern) && (route.action != Action::kReadLedger || reads)) {
            EXPECT_NE(answer.status, 403)
                << where << answer.body << " (the table lets him; or say in kStricter why not)";
          }
          continue;
        }
        EXPECT_FALSE(good) << where << " was done: " << answer.body.substr(0, 300);
        EXPECT_EQ(logged(), before) << where;
        if (reads) {
          EXPECT_TRUE(answer.status == 403 || answer.status == 404) << where << " " << answer.status;
        }
      }
    }
  }
  std::string missing;
  for (const std::string& each : without_example) missing += each + " ";
  fmt::print("{} calls; without an example of its own: {}\n", tried, missing);
  EXPECT_GE(tried, 1000);
}

}  // namespace
}  // namespace duban::test
