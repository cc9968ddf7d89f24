#include "server/worker_pool.h"

#include <utility>

namespace duban::http {

WorkerPool::WorkerPool(std::size_t workers, std::size_t most_waiting) : most_waiting_(most_waiting) {
  threads_.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this, i] { run(i); });
}

bool WorkerPool::add(Work work) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (finished_ || waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
    wake = idle_ > 0;
  }
  if (wake) wake_.notify_one();
  return true;
}

void WorkerPool::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::run(std::size_t worker) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    wake_.wait(lock, [this] { return finished_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work(worker);
    work = nullptr;
    lock.lock();
  }
}

}  // namespace duban::http
