#include "server/http_server.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <thread>

#include "server/static_files.h"
#include "server/test_client.h"

namespace duban::http {
namespace {

using test::Answer;
using test::Client;

// Answers with what it was asked; /slow takes 300 ms.
Application echo(std::atomic<int>* answered = nullptr) {
  Application application;
  application.answer = [answered](Request& request, std::size_t) {
    if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
    if (answered != nullptr) ++*answered;
    Response response;
    response.content_type = "text/plain";
    response.body = request.path + "|" + std::string(request.query_value("q")) + "|" + request.body;
    return response;
  };
  return application;
}

ServerOptions quick() {
  ServerOptions options;
  options.port = 0;
  options.workers = 2;
  options.body_limit = 1U << 20U;
  options.header_timeout = std::chrono::milliseconds(300);
  options.body_timeout = std::chrono::milliseconds(300);
  options.drain_timeout = std::chrono::milliseconds(3000);
  return options;
}

TEST(HttpServer, AnswersAndKeepsTheConnection) {
  auto server = HttpServer::start(quick(), echo());
  ASSERT_TRUE(server.ok());
  Client client(server->port());
  const Answer first = client.get("/任务?q=%E5%B7%A5%E4%B8%9A+x");
  EXPECT_EQ(first.status, 400);  // the path was not escaped
  const Answer second = client.get("/%E4%BB%BB%E5%8A%A1?q=%E5%B7%A5%E4%B8%9A+x");
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.body, "/任务|工业 x|");
  EXPECT_EQ(second.header("connection"), "keep-alive");
  EXPECT_FALSE(second.header("x-request-id").empty());
  const Answer third = client.send("POST", "/a", {}, "正文");
  EXPECT_EQ(third.body, "/a||正文");
  const Answer head = client.send("HEAD", "/a", {}, "");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "4");
  EXPECT_EQ(client.get("/b").body, "/b||");
  EXPECT_EQ(client.get("http://example.test/c?q=1").body, "/c|1|");
  EXPECT_EQ(client.send("BREW", "/a", {}, "").status, 405);
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  auto server = HttpServer::start(quick(), echo());
  ASSERT_TRUE(server.ok());
  Client client(server->port());
  client.write(
      "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n0\r\n\r\n"
      "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read().body, "/1||abc");
  EXPECT_EQ(client.read().body, "/2||");
  EXPECT_EQ(client.read().body, "/3||xy");
  EXPECT_EQ(client.read().body, "/4||");
  EXPECT_TRUE(client.closed_by_server());
}

struct Malformed {
  const char* name;
  const char* bytes;
  int status;
};

// clang-format off
const Malformed kMalformed[] = {
    {"no host",              "GET / HTTP/1.1\r\n\r\n", 400},
    {"two hosts",            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"host with a path",     "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"folded header",        "GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n  2\r\n\r\n", 400},
    {"folded first header",  "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"length and chunked",   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"two lengths",          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
    {"two equal lengths",    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
    {"list of lengths",      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc", 400},
    {"negative length",      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc", 400},
    {"length with a plus",   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400},
    {"hex length",           "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc", 400},
    {"huge length",          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
    {"space before colon",   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc", 400},
    {"no header name",       "GET / HTTP/1.1\r\nHost: a\r\n: 3\r\n\r\n", 400},
    {"no colon",             "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400},
    {"bare LF",              "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"bare LF in a header",  "GET / HTTP/1.1\r\nHost: a\r\nX: 1\nY: 2\r\n\r\n", 400},
    {"bare CR",              "GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n", 400},
    {"another coding",       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
    {"masked chunked",       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
    {"chunked in 1.0",       "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"bad chunk size",       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n", 400},
    {"version 2",            "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"no version",           "GET /\r\nHost: a\r\n\r\n", 400},
    {"space in the target",  "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"no slash",             "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"half an escape",       "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"escaped NUL",          "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"control in a value",   "GET / HTTP/1.1\r\nHost: a\r\nX: a\x01" "b\r\n\r\n", 400},
    {"not HTTP",             "\x16\x03\x01\x02\x01\r\n\r\n", 400},
    {"CONNECT",              "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"unknown expectation",  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: tea\r\n\r\nabc", 417},
};
// clang-format on

TEST(HttpServer, RefusesWhatTwoServersCouldReadDifferently) {
  std::atomic<int> answered = 0;
  auto server = HttpServer::start(quick(), echo(&answered));
  ASSERT_TRUE(server.ok());
  for (const Malformed& each : kMalformed) {
    Client client(server->port());
    client.write(each.bytes);
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, each.status) << each.name;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json; charset=utf-8") << each.name;
    EXPECT_EQ(answer.json()["status"], each.status) << each.name;
    EXPECT_EQ(answer.header("connection"), "close") << each.name;
  }
  EXPECT_EQ(answered, 0);
}

TEST(HttpServer, HoldsTheLimitsOfHeadAndBody) {
  auto server = HttpServer::start(quick(), echo());
  ASSERT_TRUE(server.ok());
  Client client(server->port());
  EXPECT_EQ(client.get("/a", {{"X-Long", std::string(15000, 'x')}}).status, 200);
  EXPECT_EQ(client.get("/a", {{"X-Long", std::string(17000, 'x')}}).status, 431);
  const Answer fits = client.send("POST", "/a", {}, std::string(1U << 20U, 'x'));
  EXPECT_EQ(fits.status, 200);
  const Answer over = client.send("POST", "/a", {{"Accept-Language", "en"}}, std::string((1U << 20U) + 1, 'x'));
  EXPECT_EQ(over.status, 413);
  EXPECT_EQ(over.json()["detail"], "the body is over the limit of 1 MB");
  Client chunked(server->port());
  chunked.write("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n");
  chunked.write(std::string(0x200000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.read().status, 413);
}

TEST(HttpServer, AsksBeforeALargeBody) {
  Application application = echo();
  application.admit = [](const Request& head, std::size_t) {
    Admission admission;
    admission.limit = 200000;
    if (head.header("Cookie") != "good") {
      admission.refusal =
          problem(error(ErrorCode::kUnauthenticated, "请先登录", "log in first"), head.language);
    }
    return admission;
  };
  auto server = HttpServer::start(quick(), std::move(application));
  ASSERT_TRUE(server.ok());
  Client client(server->port());
  EXPECT_EQ(client.send("POST", "/a", {}, std::string(100000, 'x')).status, 401);
  EXPECT_EQ(client.send("POST", "/a", {{"Cookie", "good"}}, std::string(100000, 'x')).status, 200);
  EXPECT_EQ(client.send("POST", "/a", {{"Cookie", "good"}}, std::string(200001, 'x')).status, 413);
  EXPECT_EQ(client.send("POST", "/a", {}, std::string(100, 'x')).status, 200);
  Client polite(server->port());
  polite.write("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(polite.read().status, 401);  // and no 100 before it
}

TEST(HttpServer, SlowClientsAreCutAndHurtNobody) {
  auto server = HttpServer::start(quick(), echo());
  ASSERT_TRUE(server.ok());
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Client>(server->port()));
    slow.back()->write(i % 2 == 0 ? "GET / HTTP/1.1\r\nHo"
                                  : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab");
  }
  Client good(server->port());
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(good.get("/a").status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  for (const auto& each : slow) EXPECT_TRUE(each->closed_by_server());
}

TEST(HttpServer, FinishesWhatIsInFlightWhenStopped) {
  auto server = HttpServer::start(quick(), echo());
  ASSERT_TRUE(server.ok());
  Client idle(server->port());
  EXPECT_EQ(idle.get("/a").status, 200);
  Client busy(server->port());
  busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto begin = std::chrono::steady_clock::now();
  server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
  const Answer answer = busy.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(idle.closed_by_server());
  Client late(server->port());
  EXPECT_EQ(late.get("/a").status, 0);
}

TEST(HttpServer, SaysThatAPortIsTaken) {
  auto first = HttpServer::start(quick(), echo());
  ASSERT_TRUE(first.ok());
  ServerOptions same = quick();
  same.port = first->port();
  const auto second = HttpServer::start(same, echo());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
  EXPECT_NE(second.error().message.en.find("in use by another program"), std::string::npos);
  ServerOptions nowhere = quick();
  nowhere.address = "not.an.address";
  EXPECT_EQ(HttpServer::start(nowhere, echo()).error().code, ErrorCode::kUsage);
  ServerOptions tls = quick();
  tls.certificate = tls.key = "/does/not/exist.pem";
  EXPECT_EQ(HttpServer::start(tls, echo()).error().code, ErrorCode::kIo);
}

TEST(HttpServer, AnswersBusyWhenWorkersAreFarBehind) {
  ServerOptions options = quick();
  options.workers = 1;
  options.most_waiting = 1;
  auto server = HttpServer::start(options, echo());
  ASSERT_TRUE(server.ok());
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<Client>(server->port()));
    clients.back()->write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  std::map<int, int> statuses;
  for (const auto& each : clients) ++statuses[each->read().status];
  EXPECT_EQ(statuses[200], 2);
  EXPECT_EQ(statuses[503], 2);
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

TEST(StaticFiles, ServesPackedPages) {
  const std::string page = gzipped("<!doctype html>督办");
  const std::string script = gzipped("let a=1");
  const std::vector<embedded::File> packed = {
      {"index.html", page, "0123456789abcdef0123456789abcdef0123"},
      {"assets/index-Bx12.js", script, "fedcba9876543210fedcba98765432100123"},
  };
  const StaticFiles files(packed);
  Request request;
  request.path = "/ledger/12";  // an address of the page's own
  EXPECT_EQ(files.answer(request).body, "<!doctype html>督办");
  request.headers = {{"Accept-Encoding", "br, gzip"}};
  const Response page_answer = files.answer(request);
  EXPECT_EQ(page_answer.packed, page);
  EXPECT_EQ(page_answer.content_type, "text/html; charset=utf-8");
  request.path = "/assets/index-Bx12.js";
  const Response first = files.answer(request);
  EXPECT_EQ(first.packed, script);
  std::map<std::string, std::string> headers;
  for (const Header& each : first.headers) headers[each.name] = each.value;
  EXPECT_EQ(headers["Cache-Control"], "public, max-age=31536000, immutable");
  EXPECT_EQ(headers["Content-Encoding"], "gzip");
  request.headers.push_back({"If-None-Match", headers["ETag"]});
  EXPECT_EQ(files.answer(request).status, 304);
  request.headers = {{"If-None-Match", headers["ETag"]}};  // the other form of the same file
  EXPECT_EQ(files.answer(request).status, 200);
  request.path = "/assets/gone.js";
  EXPECT_EQ(files.answer(request).status, 404);
  EXPECT_EQ(StaticFiles({}).answer(request).status, 404);
  EXPECT_EQ(gunzip("no gzip at all"), "");
}

}  // namespace
}  // namespace duban::http
