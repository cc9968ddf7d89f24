#include "crash/served_ledger.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

extern char** environ;

namespace duban {
namespace {

constexpr int kPatienceMillis = 10000;

// The port in "… http://127.0.0.1:41234 …\n"; 0 where it is not said in time.
std::uint16_t said_port(int output) {
  std::string said;
  const std::string before = "http://127.0.0.1:";
  while (true) {
    const std::size_t at = said.find(before);
    if (at != std::string::npos &&
        said.find_first_not_of("0123456789", at + before.size()) != std::string::npos) {
      return static_cast<std::uint16_t>(std::atoi(said.c_str() + at + before.size()));
    }
    pollfd wait{output, POLLIN, 0};
    char piece[1024];
    if (::poll(&wait, 1, kPatienceMillis) <= 0) return 0;
    const ssize_t size = ::read(output, piece, sizeof piece);
    if (size <= 0) return 0;
    said.append(piece, static_cast<std::size_t>(size));
  }
}

}  // namespace

bool ServedLedger::start() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  const char* const other = std::getenv("DUBAN");
  const char* const program = other != nullptr ? other : DUBAN_PROGRAM;
  const char* const arguments[] = {program, "serve", "--listen", "127.0.0.1:0", "--db", db_.c_str(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
  const int failed =
      ::posix_spawn(&process_, program, &files, nullptr, const_cast<char* const*>(arguments), environ);
  posix_spawn_file_actions_destroy(&files);
  ::close(ends[1]);
  output_ = ends[0];
  if (failed != 0) return false;
  port_ = said_port(output_);
  return port_ != 0;
}

bool ServedLedger::kill() {
  if (process_ == 0) return true;
  ::kill(process_, SIGKILL);
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  ::close(output_);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace duban
