#pragma once

// Who listens at /api/v1/events, and what they are told: that something changed, never its content, so that an
// event gives nothing away; the page then asks for what it may see.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "supervise/rights.h"

namespace duban {

struct ChangeEvent {
  std::int64_t government_id = 1;
  std::string_view what;  // task, finding, plan, unit, account, message
  std::int64_t plan_id = 0;
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::int64_t account_id = 0;  // for this person alone; 0: for all who may hear of it
};

// One listener's frames. Pushed from any thread, taken by the thread that writes to the client.
class EventStream {
 public:
  explicit EventStream(Actor actor) : actor_(std::move(actor)) {}
  const Actor& actor() const { return actor_; }

  // A client that does not read falls behind; past kMostWaiting frames it is dropped and comes back by itself.
  void push(std::shared_ptr<const std::string> frame);
  void close();
  // Moves what waits into frames. False: the stream is over.
  bool take(std::vector<std::shared_ptr<const std::string>>& frames);
  // Called (from any thread) after a push or close; replaced by nullptr before the writer goes away.
  void set_wake(std::function<void()> wake);

 private:
  static constexpr std::size_t kMostWaiting = 256;
  const Actor actor_;
  std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> waiting_;
  bool closed_ = false;
  std::function<void()> wake_;
};

class EventHub {
 public:
  // Nothing where this account already has kMostStreams open.
  std::shared_ptr<EventStream> subscribe(const Actor& actor);
  // Tells everyone of that government who may read such a thing.
  void publish(const ChangeEvent& event);
  // Ends the streams of an account: it logged out, was disabled, or its rights changed.
  void disconnect(std::int64_t account_id);
  void close_all();
  std::size_t listeners();

 private:
  static constexpr std::size_t kMostStreams = 32;
  std::vector<std::shared_ptr<EventStream>> alive();
  std::mutex mutex_;
  std::vector<std::weak_ptr<EventStream>> streams_;
};

}  // namespace duban
