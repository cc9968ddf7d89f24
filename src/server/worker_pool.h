#pragma once

// Threads that run the handlers, so that no database call ever waits on an I/O thread.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace duban::http {

class WorkerPool {
 public:
  using Work = std::function<void(std::size_t worker)>;  // the worker's number, from 0

  WorkerPool(std::size_t workers, std::size_t most_waiting);
  ~WorkerPool() { finish(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False where too much waits already (the caller answers 503), or after finish().
  bool add(Work work);
  // Runs what waits, then ends the threads. Once.
  void finish();

 private:
  void run(std::size_t worker);

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> waiting_;
  std::size_t idle_ = 0;
  bool finished_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace duban::http
