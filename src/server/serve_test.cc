// serve() as the command runs it, and TLS with a certificate made here.

#include "server/serve.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "server/app.h"
#include "server/http_server.h"
#include "server/test_client.h"
#include "store/test_folder.h"

namespace duban {
namespace {

// Runs serve() in a thread until stop().
class Running {
 public:
  explicit Running(ServeOptions options) {
    sigset_t signals;  // as in a program of its own: the signal must not end the test
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::promise<void> ready;
    options.ready = [&](const std::string& at, const std::vector<NameAndPassword>& people) {
      url = at;
      first = people;
      ready.set_value();
    };
    thread_ = std::thread([this, options] { status = serve(options); });
    ready.get_future().wait();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }
  std::uint16_t port() const { return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))); }

  std::string url;
  std::vector<NameAndPassword> first;
  Result<int> status = 99;

 private:
  std::thread thread_;
};

TEST(Serve, AnswersOnlyThatItIsAliveUntilTheLedgerIsReady) {
  const TestFolder folder;
  Store store = Store::open(folder.file("ledger.db")).take();
  AppOptions options;
  options.held = true;
  App app(store, options);
  http::ServerOptions at;
  at.address = "127.0.0.1";
  at.port = 0;
  http::HttpServer server = http::HttpServer::start(at, app.application()).take();
  test::Client client(server.port());
  EXPECT_EQ(client.get("/healthz").status, 200);
  EXPECT_EQ(client.get("/readyz").status, 503);
  EXPECT_EQ(client.get("/").status, 503);
  app.open();
  EXPECT_EQ(client.get("/readyz").status, 200);
  server.stop();
}

TEST(Serve, MakesTheFirstPeopleOnceAndEndsOnASignal) {
  const TestFolder folder;
  ServeOptions options;
  options.db = folder.file("ledger.db");
  options.listen = "127.0.0.1:0";
  {
    Running server(options);
    EXPECT_EQ(server.first.size(), 3U);
    test::Client client(server.port());
    EXPECT_EQ(client.get("/readyz").status, 200);
    EXPECT_EQ(client
                  .send_json("POST", "/api/v1/session",
                             {{"name", server.first[0].name}, {"password", server.first[0].password}})
                  .status,
              200);
    server.stop();
    ASSERT_TRUE(server.status.ok()) << server.status.error().message.en;
    EXPECT_EQ(*server.status, 0);
  }
  Running again(options);
  EXPECT_TRUE(again.first.empty());
}

TEST(Serve, SaysWhatIsWrongWithItsOptions) {
  const TestFolder folder;
  for (const char* listen : {"8080", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:x", ""}) {
    ServeOptions options;
    options.db = folder.file("ledger.db");
    options.listen = listen;
    const auto status = serve(options);
    ASSERT_FALSE(status.ok()) << listen;
    EXPECT_EQ(status.error().code, ErrorCode::kUsage) << listen;
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("ledger.db")));  // nothing was touched
}

TEST(Serve, AnOccupiedPortUsesUpNoPassword) {
  const TestFolder folder;
  ServeOptions options;
  options.db = folder.file("one.db");
  options.listen = "127.0.0.1:0";
  Running server(options);
  ServeOptions second;
  second.db = folder.file("two.db");
  second.listen = "127.0.0.1:" + std::to_string(server.port());
  const auto status = serve(second);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  auto store = Store::open(second.db);
  EXPECT_EQ(first_start(*store, 0)->size(), 3U);
}

// A certificate for 127.0.0.1 that is good for a day.
void write_certificate(const std::string& certificate, const std::string& key) {
  EVP_PKEY* pair = EVP_EC_gen("P-256");
  X509* x509 = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -60);
  X509_gmtime_adj(X509_getm_notAfter(x509), 86400);
  X509_set_pubkey(x509, pair);
  X509_NAME* name = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1,
                             -1, 0);
  X509_set_issuer_name(x509, name);
  X509_sign(x509, pair, EVP_sha256());
  FILE* file = std::fopen(certificate.c_str(), "wb");
  PEM_write_X509(file, x509);
  std::fclose(file);
  file = std::fopen(key.c_str(), "wb");
  PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(x509);
  EVP_PKEY_free(pair);
}

std::string over_tls(std::uint16_t port, const std::string& request) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  BIO* connection = BIO_new_ssl_connect(context);
  BIO_set_conn_hostname(connection, ("127.0.0.1:" + std::to_string(port)).c_str());
  std::string out;
  if (BIO_do_connect(connection) == 1) {
    BIO_write(connection, request.data(), static_cast<int>(request.size()));
    char piece[4096];
    for (int count = 0; (count = BIO_read(connection, piece, sizeof piece)) > 0;) {
      out.append(piece, static_cast<std::size_t>(count));
    }
  }
  BIO_free_all(connection);
  SSL_CTX_free(context);
  return out;
}

TEST(Serve, SpeaksTls) {
  const TestFolder folder;
  ServeOptions options;
  options.db = folder.file("ledger.db");
  options.listen = "127.0.0.1:0";
  options.certificate = folder.file("certificate.pem");
  options.key = folder.file("key.pem");
  write_certificate(options.certificate, options.key);
  Running server(options);
  EXPECT_TRUE(server.url.starts_with("https://127.0.0.1:")) << server.url;
  const std::string body =
      R"({"name":")" + server.first[0].name + R"(","password":")" + server.first[0].password + "\"}";
  const std::string answer = over_tls(
      server.port(),
      "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK")) << answer;
  EXPECT_NE(answer.find("SameSite=Strict; Secure"), std::string::npos) << answer;
  EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos);
  test::Client plain(server.port());
  EXPECT_EQ(plain.get("/healthz").status, 0);  // no HTTP without TLS, and no crash
  std::ofstream(options.key, std::ios::trunc) << "no key";
  server.stop();
  EXPECT_EQ(serve(options).error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace duban
