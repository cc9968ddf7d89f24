// The TLS half of the server, a unit of its own because of what it costs to compile (LIBRARIES, section 2).

#include <boost/asio/ssl.hpp>
#include <boost/beast/ssl.hpp>

#include "server/http_connection.h"

namespace duban::http {

class TlsContext {
 public:
  asio::ssl::context context{asio::ssl::context::tls_server};
};

Result<std::shared_ptr<TlsContext>> make_tls(const std::string& certificate, const std::string& key) {
  auto tls = std::make_shared<TlsContext>();
  const auto unusable = [](const std::string& file, const Failure& failure) {
    return error(ErrorCode::kIo, fmt::format("证书或密钥不可用：{}（{}）", file, failure.message()),
                 fmt::format("the certificate or key cannot be used: {} ({})", file, failure.message()));
  };
  Failure failure;
  tls->context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                               asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                               asio::ssl::context::no_tlsv1_1,
                           failure);
  if (failure) return unusable(certificate, failure);
  tls->context.use_certificate_chain_file(certificate, failure);
  if (failure) return unusable(certificate, failure);
  tls->context.use_private_key_file(key, asio::ssl::context::pem, failure);
  if (failure) return unusable(key, failure);
  if (SSL_CTX_check_private_key(tls->context.native_handle()) != 1) {
    return error(ErrorCode::kIo, fmt::format("证书 {} 与密钥 {} 不匹配", certificate, key),
                 fmt::format("certificate {} and key {} do not belong together", certificate, key));
  }
  return tls;
}

Awaitable<void> serve_tls(Tcp::socket socket, std::shared_ptr<Core> core, Idle& idle, std::string peer,
                          std::shared_ptr<TlsContext> tls) {
  using Stream = beast::ssl_stream<beast::tcp_stream>;
  Connection<Stream> connection(Stream(beast::tcp_stream(std::move(socket)), tls->context), core, idle,
                                std::move(peer));
  connection.socket().expires_after(core->options.header_timeout);
  auto [failure] = co_await connection.stream().async_handshake(asio::ssl::stream_base::server, kQuiet);
  if (failure) co_return;
  co_await connection.run();
  connection.socket().expires_after(std::chrono::seconds(2));
  auto [late] = co_await connection.stream().async_shutdown(kQuiet);
  (void)late;
}

}  // namespace duban::http
