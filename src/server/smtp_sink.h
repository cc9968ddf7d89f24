#pragma once

// For tests: a real SMTP server on 127.0.0.1 that keeps what it is given, and can be told to refuse, to ask for
// a log-in, to fall silent or to go away.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace duban::test {

struct ReceivedMail {
  std::string sender, recipient, data;
};

class SmtpSink {
 public:
  struct Manners {
    std::string log_in = {};            // what AUTH PLAIN must carry, in base64; empty: none is offered
    std::string refuse_recipient = {};  // the answer to RCPT TO for addresses that begin with "refused"
    std::string refuse_sender = {};     // the answer to MAIL FROM
  };
  explicit SmtpSink(std::uint16_t port = 0) : SmtpSink(port, Manners{}) {}
  SmtpSink(std::uint16_t port, Manners manners) : manners_(std::move(manners)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return;
    listen(listener_, 16);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
  }
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;
  ~SmtpSink() {
    stop_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    ::close(listener_);
    if (thread_.joinable()) thread_.join();
    for (auto& each : talks_) each.join();
  }
  std::uint16_t port() const { return port_; }
  std::vector<ReceivedMail> mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  int connections() const { return connections_; }

 private:
  void accept_all() {
    while (!stop_) {
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      ++connections_;
      talks_.emplace_back([this, client] { talk(client); });
    }
  }
  // Line by line, until the client or the test goes away.
  void talk(int client) {
    timeval patience{0, 100000};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string buffer;
    const auto say = [&](const std::string& words) {
      const std::string line = words + "\r\n";
      ::send(client, line.data(), line.size(), MSG_NOSIGNAL);
    };
    const auto read_line = [&](std::string& line) {
      for (;;) {
        if (const auto end = buffer.find("\r\n"); end != std::string::npos) {
          line = buffer.substr(0, end);
          buffer.erase(0, end + 2);
          return true;
        }
        char piece[4096];
        const ssize_t count = ::recv(client, piece, sizeof piece, 0);
        if (count == 0 || stop_) return false;
        if (count > 0) buffer.append(piece, static_cast<std::size_t>(count));
      }
    };
    say("220 sink.example ESMTP");
    ReceivedMail mail;
    bool in = manners_.log_in.empty();
    std::string line;
    while (read_line(line)) {
      if (line.starts_with("EHLO") || line.starts_with("HELO")) {
        if (manners_.log_in.empty()) {
          say("250 sink.example");
        } else {
          say("250-sink.example\r\n250 AUTH PLAIN");
        }
      } else if (line.starts_with("AUTH PLAIN")) {
        std::string given = line.size() > 11 ? line.substr(11) : "";
        if (given.empty()) {
          say("334 ");
          if (!read_line(given)) break;
        }
        in = given == manners_.log_in;
        say(in ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password");
      } else if (line.starts_with("MAIL FROM:")) {
        if (!in) {
          say("530 5.7.0 log in first");
        } else if (!manners_.refuse_sender.empty()) {
          say(manners_.refuse_sender);
        } else {
          mail = {};
          mail.sender = line.substr(10, line.find('>') - 9);
          say("250 2.1.0 ok");
        }
      } else if (line.starts_with("RCPT TO:")) {
        if (line.starts_with("RCPT TO:<refused") && !manners_.refuse_recipient.empty()) {
          say(manners_.refuse_recipient);
        } else {
          mail.recipient = line.substr(8);
          say("250 2.1.5 ok");
        }
      } else if (line == "DATA") {
        say("354 go on");
        while (read_line(line) && line != ".") mail.data += line + "\r\n";
        {
          const std::lock_guard lock(mutex_);
          mails_.push_back(mail);
        }
        say("250 2.0.0 kept as number " + std::to_string(mails().size()));
      } else if (line == "QUIT") {
        say("221 bye");
        break;
      } else {
        say("250 ok");
      }
    }
    ::close(client);
  }

  Manners manners_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> connections_{0};
  mutable std::mutex mutex_;
  std::vector<ReceivedMail> mails_;
  std::vector<std::thread> talks_;
  std::thread thread_;
};

}  // namespace duban::test
