#pragma once

// A small blocking client for tests: real sockets, nothing between the test and the bytes.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::test {

struct Answer {
  int status = 0;                                   // 0: the connection was closed without an answer
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
  nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// One TCP connection, kept alive between requests and opened again where the server closed it.
class Client {
 public:
  explicit Client(std::uint16_t port) : port_(port) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { close(); }

  // Sent with every request: a cookie, a token.
  Fields standing;

  Answer get(const std::string& path, const Fields& headers = {}) { return send("GET", path, headers, ""); }
  Answer send(const std::string& method, const std::string& path, const Fields& headers,
              const std::string& body) {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& fields : {standing, headers}) {
      for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
    }
    if (!body.empty() || method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    write(text + "\r\n" + body);
    Answer answer = read(method == "HEAD");
    if (answer.status == 0) {  // the server had closed an idle connection
      close();
      write(text + "\r\n" + body);
      answer = read(method == "HEAD");
    }
    if (answer.header("connection") == "close") close();
    return answer;
  }
  Answer send_json(const std::string& method, const std::string& path, const nlohmann::json& body,
                   Fields headers = {}) {
    headers.emplace_back("Content-Type", "application/json");
    return send(method, path, headers, body.dump());
  }

  // Any bytes, right or wrong.
  void write(std::string_view bytes) {
    open();
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // The next answer. until_closed: take all there is (an event stream, or to see that nothing follows).
  Answer read(bool head_only = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return answer;
    }
    const std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = std::atoi(head.c_str() + 9);
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
      const std::size_t next = head.find("\r\n", at);
      const std::size_t colon = head.find(": ", at);
      std::string name = head.substr(at, colon - at);
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return static_cast<char>(std::tolower(c)); });
      answer.headers.emplace(name, head.substr(colon + 2, next - colon - 2));
      at = next + 2;
    }
    if (answer.status == 100) return read(head_only);
    if (head_only || answer.status == 204 || answer.status == 304) return answer;
    if (answer.header("content-type") == "text/event-stream") return answer;
    const std::string length = answer.header("content-length");
    const std::size_t wanted = length.empty() ? std::string::npos : std::stoul(length);
    while (buffer_.size() < wanted && receive()) {
    }
    answer.body = buffer_.substr(0, wanted);
    buffer_.erase(0, answer.body.size());
    return answer;
  }
  // Of an event stream: what came up to and including the empty line; empty once it is closed or silent for 5
  // s.
  std::string read_frame() {
    std::size_t end = 0;
    while ((end = buffer_.find("\n\n")) == std::string::npos) {
      if (!receive()) return {};
    }
    const std::string frame = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 2);
    return frame;
  }
  // True where the server closed and nothing more came.
  bool closed_by_server() {
    while (receive()) {
    }
    return at_end_;
  }
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    buffer_.clear();
    at_end_ = false;
  }

 private:
  void open() {
    if (socket_ >= 0) return;
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) close();
  }
  bool receive() {
    char piece[16384];
    const ssize_t count = ::recv(socket_, piece, sizeof piece, 0);
    if (count <= 0) {
      at_end_ = count == 0 || errno == ECONNRESET;
      return false;
    }
    buffer_.append(piece, static_cast<std::size_t>(count));
    return true;
  }

  const std::uint16_t port_;
  int socket_ = -1;
  bool at_end_ = false;
  std::string buffer_;
};

}  // namespace duban::test
