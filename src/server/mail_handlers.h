#pragma once

// Mail server and queue, the messages of a person, his calendar feed (docs/api.md, "Mail, messages, calendar").

#include "server/routes.h"

namespace duban {

Result<http::Response> get_mail_server(const http::Request& request, Context& context);
Result<http::Response> put_mail_server(const http::Request& request, Context& context);
Result<http::Response> post_mail_test(const http::Request& request, Context& context);
Result<http::Response> get_mail_queue(const http::Request& request, Context& context);
Result<http::Response> post_mail_retry(const http::Request& request, Context& context);
Result<http::Response> post_mails_retry(const http::Request& request, Context& context);
Result<http::Response> get_messages(const http::Request& request, Context& context);
Result<http::Response> post_messages_read(const http::Request& request, Context& context);

// calendar_handlers.cc
Result<http::Response> get_calendar(const http::Request& request, Context& context);
Result<http::Response> post_calendar(const http::Request& request, Context& context);
Result<http::Response> delete_calendar(const http::Request& request, Context& context);
Result<http::Response> get_calendar_feed(const http::Request& request, Context& context);

}  // namespace duban
