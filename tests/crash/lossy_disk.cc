#include "crash/lossy_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>

namespace duban::lossy {
namespace {

struct World {
  std::mutex mutex;
  std::atomic<bool> watching = false;
  std::string root;
  NodePtr top;
  std::map<ino_t, NodePtr> live;  // what stands there now, as everybody sees it
  std::uint64_t calls = 0, syncs = 0;
  std::uint64_t cut_at = 0;
  std::function<void()> at_cut;
  NodePtr held;  // the disk at the cut
};

World& world() {
  static World* const one = new World;  // lives as long as any call that may come
  return *one;
}

bool beneath(const World& w, const char* path) {
  const std::string_view text = path == nullptr ? "" : path;
  return text.starts_with(w.root) && (text.size() == w.root.size() || text[w.root.size()] == '/');
}

// A deep copy: what the disk holds at that moment.
NodePtr copy_of(const NodePtr& node) {
  auto out = std::make_shared<Node>(*node);
  for (auto& [name, child] : out->names) child = copy_of(child);
  return out;
}

// Before each call that writes or syncs; the mutex is held.
void tick(World& w) {
  ++w.calls;
  if (w.cut_at == 0 || w.calls != w.cut_at) return;
  w.held = copy_of(w.top);
  if (w.at_cut) w.at_cut();
}

NodePtr node_at(World& w, const char* path) {
  struct stat found {};
  if (::lstat(path, &found) != 0) return nullptr;
  NodePtr& node = w.live[found.st_ino];
  if (node == nullptr) {
    node = std::make_shared<Node>();
    node->folder = S_ISDIR(found.st_mode);
  }
  return node;
}

// The node of an open file; nothing where it is not watched.
NodePtr node_of(World& w, int handle) {
  struct stat found {};
  if (::fstat(handle, &found) != 0) return nullptr;
  const auto known = w.live.find(found.st_ino);
  return known == w.live.end() ? nullptr : known->second;
}

ino_t inode_at(const char* path) {
  struct stat found {};
  return ::lstat(path, &found) == 0 ? found.st_ino : 0;
}

void apply(std::string& bytes, const Pending& write) {
  if (write.truncate) {
    bytes.resize(write.at, '\0');
    return;
  }
  if (bytes.size() < write.at + write.bytes.size()) bytes.resize(write.at + write.bytes.size(), '\0');
  bytes.replace(write.at, write.bytes.size(), write.bytes);
}

void sync_file(Node& node) {
  for (const Pending& each : node.pending) apply(node.safe, each);
  node.pending.clear();
}

// The names in an open folder, as they stand, become safe.
void sync_folder_of(World& w, Node& node, int handle) {
  char link[64], path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  const ssize_t size = ::readlink(link, path, sizeof path - 1);
  if (size <= 0) return;
  path[size] = '\0';
  node.names.clear();
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    node.names[entry.path().filename().string()] = node_at(w, entry.path().c_str());
  }
}

void take_as_safe(World& w, const std::filesystem::path& path, Node& node) {
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    const NodePtr child = node_at(w, entry.path().c_str());
    node.names[entry.path().filename().string()] = child;
    if (child->folder) {
      take_as_safe(w, entry.path(), *child);
    } else {
      std::ifstream in(entry.path(), std::ios::binary);
      child->safe.assign(std::istreambuf_iterator<char>(in), {});
    }
  }
}

int watched_open(const char* path, int flags, mode_t mode) {
  World& w = world();
  if (!w.watching || !beneath(w, path)) {
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  }
  const std::lock_guard lock(w.mutex);
  const int handle = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  if (handle < 0) return handle;
  const NodePtr node = node_at(w, path);
  if ((flags & O_TRUNC) != 0 && !node->folder) node->pending.push_back({true, 0, ""});
  return handle;
}

ssize_t watched_write(int handle, const void* bytes, std::size_t size, std::int64_t at) {
  World& w = world();
  const auto write = [&]() -> ssize_t {
    return at < 0 ? ::syscall(SYS_write, handle, bytes, size)
                  : ::syscall(SYS_pwrite64, handle, bytes, size, at);
  };
  if (!w.watching) return write();
  const std::lock_guard lock(w.mutex);
  const NodePtr node = node_of(w, handle);
  if (node == nullptr) return write();
  tick(w);
  const off_t place = at < 0 ? ::lseek(handle, 0, SEEK_CUR) : at;
  const ssize_t done = write();
  if (done > 0) {
    node->pending.push_back({false, static_cast<std::uint64_t>(place),
                             std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(done))});
  }
  return done;
}

int watched_truncate(int handle, std::int64_t length) {
  World& w = world();
  if (!w.watching) return static_cast<int>(::syscall(SYS_ftruncate, handle, length));
  const std::lock_guard lock(w.mutex);
  const NodePtr node = node_of(w, handle);
  if (node != nullptr) tick(w);
  const int done = static_cast<int>(::syscall(SYS_ftruncate, handle, length));
  if (done == 0 && node != nullptr) node->pending.push_back({true, static_cast<std::uint64_t>(length), ""});
  return done;
}

// The real disk is left alone: what counts is what this one keeps.
int watched_sync(int handle, long call) {
  World& w = world();
  if (!w.watching) return static_cast<int>(::syscall(call, handle));
  const std::lock_guard lock(w.mutex);
  const NodePtr node = node_of(w, handle);
  if (node == nullptr) return static_cast<int>(::syscall(call, handle));
  tick(w);
  ++w.syncs;
  if (node->folder) {
    sync_folder_of(w, *node, handle);
  } else {
    sync_file(*node);
  }
  return 0;
}

// A call that takes a name away: its inode's number may come back as another file's.
template <class Call>
int watched_removal(const char* gone, const Call& call) {
  World& w = world();
  if (!w.watching || !beneath(w, gone)) return call();
  const std::lock_guard lock(w.mutex);
  tick(w);
  const ino_t inode = inode_at(gone);
  const int done = call();
  if (done == 0 && inode != 0) w.live.erase(inode);
  return done;
}

void put_node(const Node& node, const std::filesystem::path& path, Disk::Unsynced unsynced,
              std::mt19937& random) {
  if (node.folder) {
    std::filesystem::create_directories(path);
    for (const auto& [name, child] : node.names) put_node(*child, path / name, unsynced, random);
    return;
  }
  std::string bytes = node.safe;
  if (unsynced == Disk::Unsynced::kTorn) {
    constexpr std::uint64_t kPiece = 512;
    for (const Pending& each : node.pending) {
      if (each.truncate) {
        if (random() % 2 == 0) apply(bytes, each);
        continue;
      }
      for (std::uint64_t from = 0; from < each.bytes.size();) {
        const std::uint64_t size = std::min(kPiece - (each.at + from) % kPiece, each.bytes.size() - from);
        if (random() % 2 == 0) apply(bytes, {false, each.at + from, each.bytes.substr(from, size)});
        from += size;
      }
    }
  }
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

Disk::Disk(const std::filesystem::path& folder) {
  World& w = world();
  const std::lock_guard lock(w.mutex);
  w.root = folder.string();
  w.live.clear();
  w.calls = w.syncs = w.cut_at = 0;
  w.at_cut = nullptr;
  w.held = nullptr;
  w.top = node_at(w, w.root.c_str());
  take_as_safe(w, folder, *w.top);
  w.watching = true;
}

Disk::~Disk() { world().watching = false; }

void Disk::cut_at(std::uint64_t n, std::function<void()> at_cut) {
  World& w = world();
  const std::lock_guard lock(w.mutex);
  w.cut_at = w.calls + n;
  w.at_cut = std::move(at_cut);
  w.held = nullptr;
}

bool Disk::was_cut() const {
  const std::lock_guard lock(world().mutex);
  return world().held != nullptr;
}

std::uint64_t Disk::calls() const {
  const std::lock_guard lock(world().mutex);
  return world().calls;
}

std::uint64_t Disk::syncs() const {
  const std::lock_guard lock(world().mutex);
  return world().syncs;
}

void Disk::write_out(const std::filesystem::path& into, Unsynced unsynced, std::mt19937& random) const {
  World& w = world();
  NodePtr disk;
  {
    const std::lock_guard lock(w.mutex);
    disk = w.held != nullptr ? w.held : copy_of(w.top);
  }
  put_node(*disk, into, unsynced, random);
}

}  // namespace duban::lossy

// The C library's calls, taken by this executable for itself and for the libraries that it is linked with.
extern "C" {

static mode_t mode_argument(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}
int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  return duban::lossy::watched_open(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  return duban::lossy::watched_open(path, flags, mode);
}
ssize_t write(int handle, const void* bytes, size_t size) {
  return duban::lossy::watched_write(handle, bytes, size, -1);
}
ssize_t pwrite(int handle, const void* bytes, size_t size, off_t at) {
  return duban::lossy::watched_write(handle, bytes, size, at);
}
ssize_t pwrite64(int handle, const void* bytes, size_t size, off64_t at) {
  return duban::lossy::watched_write(handle, bytes, size, at);
}
int ftruncate(int handle, off_t length) noexcept { return duban::lossy::watched_truncate(handle, length); }
int ftruncate64(int handle, off64_t length) noexcept { return duban::lossy::watched_truncate(handle, length); }
int fsync(int handle) { return duban::lossy::watched_sync(handle, SYS_fsync); }
int fdatasync(int handle) { return duban::lossy::watched_sync(handle, SYS_fdatasync); }
int unlink(const char* path) noexcept {
  return duban::lossy::watched_removal(path, [&] { return static_cast<int>(::syscall(SYS_unlink, path)); });
}
int rmdir(const char* path) noexcept {
  return duban::lossy::watched_removal(path, [&] { return static_cast<int>(::syscall(SYS_rmdir, path)); });
}
int rename(const char* from, const char* to) noexcept {
  return duban::lossy::watched_removal(to, [&] { return static_cast<int>(::syscall(SYS_rename, from, to)); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  using namespace duban::lossy;
  World& w = world();
  const int done = static_cast<int>(::syscall(SYS_mkdir, path, mode));
  if (done != 0 || !w.watching || !beneath(w, path)) return done;
  const std::lock_guard lock(w.mutex);
  node_at(w, path);
  return done;
}
}
