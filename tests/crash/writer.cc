#include "crash/writer.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace duban {
namespace {

constexpr const char* kDocument = "示政发〔2026〕9号";

}  // namespace

WriterCounts& WriterCounts::operator+=(const WriterCounts& more) {
  acknowledged += more.acknowledged;
  unheard += more.unheard;
  unheard_done += more.unheard_done;
  asked_again += more.asked_again;
  lost_races += more.lost_races;
  log_ins += more.log_ins;
  return *this;
}

Writer::Writer(int number, std::string name, std::string password, std::int64_t own_task,
               std::int64_t shared_task)
    : number_(number),
      name_(std::move(name)),
      password_(std::move(password)),
      own_task_(own_task),
      shared_task_(shared_task),
      random_(static_cast<unsigned>(number)) {}

bool Writer::log_in(test::Client& client) {
  client.standing.clear();
  const test::Answer answer =
      client.send_json("POST", "/api/v1/session", {{"name", name_}, {"password", password_}});
  if (answer.status == 0) return false;
  if (answer.status == 503) {  // a few at a time: a password takes 19 MiB to check
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return log_in(client);
  }
  if (answer.status != 200) {
    wrong_ = fmt::format("log-in: {} {}", answer.status, answer.body);
    return false;
  }
  const std::string set = answer.header("set-cookie");
  standing_ = {{"Cookie", set.substr(0, set.find(';'))}, {"X-CSRF-Token", answer.json()["csrf"]}};
  client.standing = standing_;
  ++counts_.log_ins;
  return true;
}

void Writer::write_until_gone(std::uint16_t port) {
  test::Client client(port);
  client.standing = standing_;
  // What went unheard is asked again with the same key first, as the pages do.
  for (Write& write : fresh_) {
    if (!write.was_unheard || write.acknowledged) continue;
    if (!send(client, write)) return;
    if (write.acknowledged) ++counts_.asked_again;
  }
  std::erase_if(fresh_, [](const Write& write) { return write.was_unheard && !write.acknowledged; });
  while (wrong_.empty()) {
    const bool logs_in = standing_.empty() || random_() % 500 == 0;
    if (logs_in ? !log_in(client) : !write_once(client)) return;
  }
}

std::string Writer::path_of(const Write& write) const {
  const std::string task = fmt::format("/api/v1/tasks/{}", task_of(write));
  switch (write.kind) {
    case Kind::kPortfolio:
      return "/api/v1/portfolios";
    case Kind::kAdjustOwn:
    case Kind::kAdjustShared:
      return task;
    case Kind::kStepOwn:
    case Kind::kStepShared:
      return task + "/actions";
    case Kind::kProblem:
      return task + "/problems";
  }
  return "";
}

// Adjustments go by the version of the row, steps by that of the case.
std::string Writer::tag_of(test::Client& client, const Write& write) {
  const bool step = write.kind == Kind::kStepOwn || write.kind == Kind::kStepShared;
  const test::Answer answer =
      client.get(fmt::format("/api/v1/tasks/{}{}", task_of(write), step ? "/case" : ""));
  if (answer.status != 0 && answer.status != 200) wrong_ = fmt::format("{} {}", answer.status, answer.body);
  return answer.status == 200 ? answer.header("etag") : "";
}

std::int64_t Writer::task_of(const Write& write) const {
  if (write.kind == Kind::kPortfolio) return 0;
  return write.kind == Kind::kAdjustShared || write.kind == Kind::kStepShared ? shared_task_ : own_task_;
}

std::string Writer::words_of(const Write& write) { return fmt::format("{}写的工作全面完成。", write.mark); }

bool Writer::write_once(test::Client& client) {
  constexpr const char* kConfidences[] = {"high", "medium", "low"};
  Write write;
  write.kind = static_cast<Kind>(random_() % kKinds);
  write.mark = fmt::format("w{}-{}", number_, ++written_);
  nlohmann::json body;
  switch (write.kind) {
    case Kind::kPortfolio:
      body = {{"leader", write.mark}, {"unit_id", 1}, {"valid_from", "2026-01-01"}};
      break;
    case Kind::kProblem:
      body = {{"text", write.mark}, {"unit_id", 1}};
      break;
    case Kind::kStepOwn:
    case Kind::kStepShared:
      body = {{"action", "set_confidence"}, {"confidence", kConfidences[random_() % 3]}, {"text", write.mark}};
      break;
    case Kind::kAdjustOwn:
    case Kind::kAdjustShared:
      body = {{"field", "text"}, {"value", words_of(write)}, {"reason", write.mark}, {"document", kDocument}};
      break;
  }
  if (write.kind != Kind::kPortfolio && write.kind != Kind::kProblem) {
    write.tag = tag_of(client, write);
    if (write.tag.empty()) return false;
  }
  write.body = body.dump();
  fresh_.push_back(write);
  return send(client, fresh_.back());
}

bool Writer::send(test::Client& client, Write& write) {
  test::Fields headers = {{"Content-Type", "application/json"}};
  const bool post = write.kind != Kind::kAdjustOwn && write.kind != Kind::kAdjustShared;
  if (post) headers.emplace_back("Idempotency-Key", write.mark);
  if (!write.tag.empty()) headers.emplace_back("If-Match", write.tag);
  const test::Answer answer = client.send(post ? "POST" : "PATCH", path_of(write), headers, write.body);
  if (answer.status == 0) {
    if (!write.was_unheard) ++counts_.unheard;
    write.was_unheard = true;
    return false;
  }
  if (answer.status == 200 || answer.status == 201) {
    write.acknowledged = true;
    ++counts_.acknowledged;
    return true;
  }
  // Another's change came first; or this one itself did, before the program was killed: the same tag twice.
  const bool shared = write.kind == Kind::kAdjustShared || write.kind == Kind::kStepShared;
  const bool lost_race = answer.status == 412 && (shared || write.was_unheard);
  // "The same request … broke off": it stands or not, and is not done twice.
  const bool broke_off = answer.status == 409 && write.was_unheard && post;
  if (lost_race) ++counts_.lost_races;
  if (!lost_race && !broke_off) {
    wrong_ = fmt::format("{} {}: {} {}", path_of(write), write.mark, answer.status, answer.body);
  }
  return true;
}

std::string Writer::fault_of(sql::Connection& db, Write& write) {
  const auto count = [&](std::string_view sql, const std::string& mark) {
    return task_of(write) == 0 ? db.one(sql, mark)->value_or(-1)
                               : db.one(sql, mark, task_of(write))->value_or(-1);
  };
  // How often it is there; and how often what must stand beside it.
  std::int64_t there = 0, beside = 0, logged = 0;
  const auto log_of = [&](const std::string& object, const std::string& words) {
    return db
        .one(
            "SELECT count(*) FROM log_entry WHERE government_id = 1 AND object = $1 AND instr(after_value, $2) "
            "> 0",
            object, words)
        ->value_or(-1);
  };
  const std::string task = fmt::format("task:{}", task_of(write));
  const std::string quoted = "\"" + write.mark + "\"";
  switch (write.kind) {
    case Kind::kPortfolio:
      there = beside = logged =
          count("SELECT count(*) FROM portfolio WHERE government_id = 1 AND leader = $1", write.mark);
      break;
    case Kind::kAdjustOwn:
    case Kind::kAdjustShared:
      there = count(
          "SELECT count(*) FROM correction WHERE government_id = 1 AND plan_id = 1 AND task_id = $2 AND reason "
          "= $1",
          write.mark);
      beside = count(
          "SELECT count(*) FROM task_fact WHERE task_id = $2 AND action = 'adjust' AND instr(fields, $1) > 0",
          quoted);
      logged = log_of(task + " text", write.mark + "（");
      break;
    case Kind::kStepOwn:
    case Kind::kStepShared:
      there = beside =
          count("SELECT count(*) FROM task_fact WHERE task_id = $2 AND instr(fields, $1) > 0", quoted);
      logged = log_of(task, quoted);
      break;
    case Kind::kProblem:
      there = count("SELECT count(*) FROM problem WHERE task_id = $2 AND text = $1", write.mark);
      beside = count(
          "SELECT count(*) FROM problem_fact f JOIN problem b ON b.id = f.problem_id WHERE b.task_id = $2 AND "
          "instr(f.fields, $1) > 0",
          quoted);
      logged = there;
      break;
  }
  if (there > 1) return fmt::format("{} is there {} times", write.mark, there);
  if (write.acknowledged && there == 0) return write.mark + " was acknowledged and is lost";
  if (write.was_unheard && !write.acknowledged && !write.found) {
    write.found = there == 1;
    counts_.unheard_done += static_cast<int>(there);
  }
  if (beside == there && logged == there) return "";
  return fmt::format("{} ({}) is there by half: {} {} {}", write.mark, path_of(write), there, beside, logged);
}

std::string Writer::fault(sql::Connection& db) {
  if (!wrong_.empty()) return wrong_;
  for (Write& write : fresh_) {
    std::string fault = fault_of(db, write);
    if (!fault.empty()) return fault;
  }
  std::erase_if(fresh_, [](const Write& write) { return write.acknowledged || !write.was_unheard; });
  return "";
}

}  // namespace duban
