#pragma once

// A thread that does one thing again and again: every so often, and sooner where it is woken. Ends in its
// destructor, after the round that runs.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace duban {

class Ticker {
 public:
  Ticker(std::chrono::milliseconds every, std::function<void()> work)
      : every_(every), work_(std::move(work)), thread_([this] { run(); }) {}
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;
  ~Ticker() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
      woken_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    wake_.notify_all();
  }

 private:
  void run() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        if (stop_) return;
        woken_ = false;
      }
      work_();
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, every_, [this] { return woken_; });
      if (stop_) return;
    }
  }

  const std::chrono::milliseconds every_;
  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = false;
  bool stop_ = false;
  std::thread thread_;  // the last: it reads all of the above
};

}  // namespace duban
