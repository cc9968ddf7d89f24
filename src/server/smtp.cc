#include "server/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace duban {
namespace {

constexpr long kConnectSeconds = 10;
constexpr long kWholeSeconds = 60;
constexpr int kOk = 0;

struct Upload {
  std::string bytes;
  std::size_t at = 0;
};

std::size_t give_bytes(char* to, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const std::size_t now = std::min(size * count, upload.bytes.size() - upload.at);
  std::memcpy(to, upload.bytes.data() + upload.at, now);
  upload.at += now;
  return now;
}

struct Said {
  std::string last, refusal;  // refusal: the last line of 4xx or 5xx; a farewell comes after it
};

// Every line that the server says.
std::size_t take_line(char* line, std::size_t size, std::size_t count, void* to) {
  Said& said = *static_cast<Said*>(to);
  said.last.assign(line, size * count);
  while (!said.last.empty() && (said.last.back() == '\n' || said.last.back() == '\r')) said.last.pop_back();
  if (said.last.starts_with('4') || said.last.starts_with('5')) said.refusal = said.last;
  return size * count;
}

int is_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

std::string url_of(const MailServer& server) {
  const bool v6 = server.host.find(':') != std::string::npos;
  const std::string host = v6 ? "[" + server.host + "]" : server.host;
  // The path is the name that we greet with.
  const std::string name = server.sender.substr(server.sender.rfind('@') + 1);
  return fmt::format("{}://{}:{}/{}", server.tls == MailTls::kTls ? "smtps" : "smtp", host, server.port, name);
}

}  // namespace

struct SmtpSession::Impl {
  CURL* curl = nullptr;
  MailServer server;
  std::string password;
  const std::atomic<bool>* stop = nullptr;
  std::array<char, CURL_ERROR_SIZE> fault{};
};

SmtpSession::SmtpSession(const MailServer& server, std::string password, const std::atomic<bool>& stop)
    : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->curl = curl_easy_init();
  CHECK(impl_->curl != nullptr);
  impl_->server = server;
  impl_->password = std::move(password);
  impl_->stop = &stop;
}

SmtpSession::~SmtpSession() { curl_easy_cleanup(impl_->curl); }

SmtpAnswer SmtpSession::send(const MailText& mail) {
  CURL* const curl = impl_->curl;
  const MailServer& server = impl_->server;
  Upload upload{mail_bytes(mail), 0};
  SmtpAnswer answer;
  Said said;
  curl_easy_reset(curl);  // options only: the connection stays open for the next mail
  curl_easy_setopt(curl, CURLOPT_URL, url_of(server).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kWholeSeconds);
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(server.tls == MailTls::kStartTls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (!server.user_name.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user_name.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, impl_->password.c_str());
  }
  const std::string from = "<" + mail.sender + ">";
  const std::string to = "<" + mail.recipient + ">";
  curl_slist* const recipients = curl_slist_append(nullptr, to.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &said);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_line);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &said);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, is_stopped);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(impl_->stop));
  impl_->fault[0] = '\0';
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, impl_->fault.data());
  const CURLcode done = curl_easy_perform(curl);
  curl_slist_free_all(recipients);
  if (done == kOk) {
    answer.outcome = SmtpOutcome::kTaken;
    answer.words = said.last;
    return answer;
  }
  const std::string fault = impl_->fault[0] != '\0' ? impl_->fault.data() : curl_easy_strerror(done);
  // What was said before the recipient was named concerns every mail: a log-in that fails, a sender or a
  // greeting that is not liked. After that it concerns this mail only.
  const bool of_recipient = fault.starts_with("RCPT failed");
  const bool of_mail = upload.at > 0 && done == CURLE_WEIRD_SERVER_REPLY;
  const int code = said.refusal.size() < 3 ? 0 : std::atoi(said.refusal.substr(0, 3).c_str());
  if ((of_recipient || of_mail) && code >= 500) {
    answer.outcome = SmtpOutcome::kNever;
  } else if ((of_recipient || of_mail) && code >= 400 && code != 421) {
    answer.outcome = SmtpOutcome::kNotNow;
  } else {
    answer.outcome = SmtpOutcome::kAway;
  }
  answer.words = said.refusal.empty() ? fault : said.refusal;
  return answer;
}

}  // namespace duban
