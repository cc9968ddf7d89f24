#pragma once

// A disk that forgets what was not synced. The test's executable takes the C library's calls that write (open,
// write, pwrite, ftruncate, rename, unlink, mkdir, rmdir, fsync, fdatasync) for itself; SQLite's library calls
// them too. Beneath the watched folder it keeps, beside the files as everybody sees them, what the disk would
// hold after a power cut: of a file the bytes that fsync or fdatasync of that file made safe, of a folder the
// names that fsync of that folder made safe. POSIX promises no more than this.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace duban::lossy {

// What was written and not synced since: a disk may have kept any of it, in any order.
struct Pending {
  bool truncate = false;
  std::uint64_t at = 0;  // or the new length
  std::string bytes;
};

struct Node;
using NodePtr = std::shared_ptr<Node>;
struct Node {
  bool folder = false;
  std::string safe;                      // a file's bytes
  std::vector<Pending> pending;          // after them
  std::map<std::string, NodePtr> names;  // a folder's, as safe
};

// Watches one folder of the process; what is in it counts as safe. Ends with this object.
class Disk {
 public:
  explicit Disk(const std::filesystem::path& folder);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();

  // The power goes at the n-th call from now that writes or syncs, before it does anything. at_cut runs there;
  // no other call of the watched folder runs meanwhile, and at_cut must make none itself.
  void cut_at(std::uint64_t n, std::function<void()> at_cut);
  bool was_cut() const;
  std::uint64_t calls() const;  // so far
  std::uint64_t syncs() const;

  // What the disk held at the cut (or now, where there was none), written out as a folder.
  enum class Unsynced {
    kDropped,  // all of it
    kTorn,     // each piece of 512 bytes is there or not, by chance
  };
  void write_out(const std::filesystem::path& into, Unsynced unsynced, std::mt19937& random) const;
};

}  // namespace duban::lossy
