#include "read/helper.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace duban {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  void close_now() {
    if (value_ >= 0) close(value_);
    value_ = -1;
  }

 private:
  int value_;
};

Error cannot_run(const std::string& program) {
  return error(ErrorCode::kInternal, fmt::format("启动不了 {}，请稍后再试", program),
               fmt::format("{} could not be started; try again later", program));
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

void say_to(const char* path, const char* words, std::size_t size) {
  const int file = open(path, O_WRONLY);
  if (file < 0) return;
  const ssize_t written = write(file, words, size);
  close(file);
  static_cast<void>(written);
}

// A network space without anything in it. Everybody else than root needs a space of users around it.
void leave_network(const std::string& user_map, const std::string& group_map) {
  if (unshare(CLONE_NEWNET) == 0) return;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
  say_to("/proc/self/setgroups", "deny", 4);
  say_to("/proc/self/uid_map", user_map.data(), user_map.size());
  say_to("/proc/self/gid_map", group_map.data(), group_map.size());
}

}  // namespace

Result<HelperResult> run_helper(const HelperCall& call) {
  const Descriptor input(memfd_create("input", MFD_CLOEXEC));
  if (input.get() < 0) return cannot_run(call.program);
  for (std::size_t done = 0; done < call.input.size();) {
    const ssize_t n = write(input.get(), call.input.data() + done, call.input.size() - done);
    if (n <= 0) return cannot_run(call.program);
    done += static_cast<std::size_t>(n);
  }
  lseek(input.get(), 0, SEEK_SET);
  const Descriptor nothing(open("/dev/null", O_WRONLY | O_CLOEXEC));
  std::array<int, 2> ends{};
  if (nothing.get() < 0 || pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_run(call.program);
  const Descriptor output(ends[0]);
  Descriptor child_end(ends[1]);

  // all that the child uses is made before it is: between fork and exec it may only make system calls
  std::vector<std::string> arguments{call.program};
  arguments.insert(arguments.end(), call.arguments.begin(), call.arguments.end());
  std::vector<std::string> environment = call.environment;
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> environment_pointers = pointers(environment);
  const std::string user_map = fmt::format("{0} {0} 1", geteuid());
  const std::string group_map = fmt::format("{0} {0} 1", getegid());
  const pid_t child = fork();
  if (child < 0) return cannot_run(call.program);
  if (child == 0) {
    setpgid(0, 0);
    dup2(input.get(), 0);
    dup2(child_end.get(), 1);
    dup2(nothing.get(), 2);
    syscall(SYS_close_range, 3U, ~0U, 0U);
    leave_network(user_map, group_map);
    const auto seconds = static_cast<rlim_t>(call.time.count());
    const rlimit processor{seconds, seconds};
    setrlimit(RLIMIT_CPU, &processor);
    const rlimit core{0, 0};
    setrlimit(RLIMIT_CORE, &core);
    if (call.memory_bytes > 0) {
      const rlimit memory{call.memory_bytes, call.memory_bytes};
      setrlimit(RLIMIT_AS, &memory);
    }
    signal(SIGPIPE, SIG_DFL);
    execve(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
    _exit(127);
  }
  setpgid(child, child);
  child_end.close_now();

  HelperResult result;
  const auto until = std::chrono::steady_clock::now() + call.time;
  std::vector<char> buffer(1U << 16U);
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting{output.get(), POLLIN, 0};
    const int ready = left.count() <= 0 ? 0 : poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0 || result.output.size() > call.output_bytes) {
      result.stopped = true;
      break;
    }
    const ssize_t n = read(output.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    result.output.append(buffer.data(), static_cast<std::size_t>(n));
  }
  if (result.stopped) kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  kill(-child, SIGKILL);  // what it left running
  result.stopped = result.stopped || WIFSIGNALED(status);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

std::string find_helper(const char* variable, const std::vector<std::string>& names) {
  const auto runs = [](const std::string& path) { return access(path.c_str(), X_OK) == 0; };
  if (const char* given = std::getenv(variable)) return *given != '\0' && runs(given) ? given : "";
  const char* set = std::getenv("PATH");
  const std::string_view folders = set != nullptr ? set : "/usr/local/bin:/usr/bin:/bin";
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const std::string_view folder = folders.substr(begin, end - begin);
    begin = end + 1;
    if (!folder.starts_with('/')) continue;  // nothing from where somebody happens to be
    for (const std::string& name : names) {
      std::string path = fmt::format("{}/{}", folder, name);
      if (runs(path)) return path;
    }
  }
  return {};
}

Result<HelperFolder> HelperFolder::make() {
  const char* set = std::getenv("TMPDIR");
  std::string path = fmt::format("{}/duban-XXXXXX", set != nullptr && *set != '\0' ? set : "/tmp");
  if (mkdtemp(path.data()) == nullptr) {
    return error(ErrorCode::kIo, fmt::format("不能在 {} 建立临时文件夹，请检查磁盘空间和权限", path),
                 fmt::format("no folder could be made at {}; look at its space and permissions", path));
  }
  return HelperFolder(std::move(path));
}

HelperFolder::HelperFolder(HelperFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

HelperFolder::~HelperFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace duban
