#include "server/events.h"

#include <algorithm>

#include "base/json.h"

namespace duban {
namespace {

bool may_hear(const Actor& actor, const ChangeEvent& event) {
  const std::string_view what = event.what;
  if (event.account_id != 0) return actor.account_id == event.account_id;
  if (what == "account") {
    return allowed_somewhere(actor.roles, Action::kManageAccounts) ||
           allowed_somewhere(actor.roles, Action::kGrantRoles);
  }
  if (what == "unit") return allowed_somewhere(actor.roles, Action::kReadUnits);
  return allowed_somewhere(actor.roles, Action::kReadLedger);
}

}  // namespace

void EventStream::push(std::shared_ptr<const std::string> frame) {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  if (waiting_.size() >= kMostWaiting) {
    closed_ = true;
    waiting_.clear();
  } else {
    waiting_.push_back(std::move(frame));
  }
  if (wake_) wake_();
}

void EventStream::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  if (wake_) wake_();
}

bool EventStream::take(std::vector<std::shared_ptr<const std::string>>& frames) {
  const std::lock_guard lock(mutex_);
  frames.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end()));
  waiting_.clear();
  return !closed_;
}

void EventStream::set_wake(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::vector<std::shared_ptr<EventStream>> EventHub::alive() {
  std::vector<std::shared_ptr<EventStream>> out;
  std::erase_if(streams_, [&](const std::weak_ptr<EventStream>& each) {
    auto stream = each.lock();
    if (!stream) return true;
    out.push_back(std::move(stream));
    return false;
  });
  return out;
}

std::shared_ptr<EventStream> EventHub::subscribe(const Actor& actor) {
  const std::lock_guard lock(mutex_);
  const auto listening = alive();
  const auto own = std::count_if(listening.begin(), listening.end(), [&](const auto& each) {
    return each->actor().account_id == actor.account_id;
  });
  if (static_cast<std::size_t>(own) >= kMostStreams) return nullptr;
  auto stream = std::make_shared<EventStream>(actor);
  streams_.push_back(stream);
  return stream;
}

void EventHub::publish(const ChangeEvent& event) {
  JsonWriter json;
  json.begin_object()
      .field("plan_id", event.plan_id)
      .field("what", event.what)
      .field("id", event.id)
      .field("version", event.version)
      .end_object();
  const auto frame = std::make_shared<const std::string>("event: change\ndata: " + json.take() + "\n\n");
  const std::lock_guard lock(mutex_);
  for (const auto& stream : alive()) {
    if (stream->actor().government_id == event.government_id && may_hear(stream->actor(), event)) {
      stream->push(frame);
    }
  }
}

void EventHub::disconnect(std::int64_t account_id) {
  const std::lock_guard lock(mutex_);
  for (const auto& stream : alive()) {
    if (stream->actor().account_id == account_id) stream->close();
  }
}

void EventHub::close_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& stream : alive()) stream->close();
}

std::size_t EventHub::listeners() {
  const std::lock_guard lock(mutex_);
  return alive().size();
}

}  // namespace duban
