#pragma once

// Result<T>: a value, or an Error that says in the user's language what went wrong, where, and what to do about
// it.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace duban {

enum class Language { kZh, kEn };

// What kind of failure it is. exit_status() and the server's http_status() are the only two tables that read
// it.
enum class ErrorCode {
  kUsage,    // the call's words are off
  kInvalid,  // the input can be read but makes no sense here
  kNotFound,
  kUnauthenticated,  // nobody is logged in
  kForbidden,        // somebody is, and may not
  kConflict,         // the state does not allow it (already approved, name taken)
  kStale,            // If-Match names an older state: somebody else wrote meanwhile
  kPreconditionRequired,
  kTooLarge,      // over a stated limit
  kUnsupported,   // a format that this machine cannot read
  kRefused,       // a rule forbids it (secrecy mark, password rules)
  kLocked,        // account locked, too many tries
  kDamaged,       // the database or an archive is broken
  kNewerVersion,  // the database was written by a newer program
  kNoSpace,
  kBusy,
  kIo,  // no permission, a directory, a broken disk
  kInternal,
};

// A sentence in both languages of the screens. The caller's language picks one.
struct Message {
  std::string zh;
  std::string en;
  const std::string& in(Language language) const { return language == Language::kZh ? zh : en; }
  bool operator==(const Message&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  Message message;
  bool operator==(const Error&) const = default;
};

inline Error error(ErrorCode code, std::string zh, std::string en) {
  return Error{code, Message{std::move(zh), std::move(en)}};
}

// Exit status of a command that ends with this error: 2 for wrong usage, else 1.
inline int exit_status(ErrorCode code) { return code == ErrorCode::kUsage ? 2 : 1; }

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}          // NOLINT: a value is a result
  Result(Error failure) : state_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT: so is an error

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }
  T take() { return std::get<0>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error failure) : failed_(true), failure_(std::move(failure)) {}  // NOLINT: an error is a result

  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  void value() const {}
  void take() const {}
  const Error& error() const { return failure_; }

 private:
  bool failed_ = false;
  Error failure_;
};

// Passes an error up, or gives the value: const Document document = TRY(read_docx(bytes));
#define TRY(expression)                                \
  (__extension__({                                     \
    auto try_result_ = (expression);                   \
    if (!try_result_.ok()) return try_result_.error(); \
    try_result_.take();                                \
  }))

// A bug, not a bad input: says where and stops.
#define CHECK(condition)                                                                 \
  do {                                                                                   \
    if (!(condition)) {                                                                  \
      std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                      \
    }                                                                                    \
  } while (false)

}  // namespace duban
