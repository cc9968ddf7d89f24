#include "store/portfolios.h"

#include <fmt/format.h>

#include "base/json.h"
#include "store/log.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::string_view kPortfolioSelect =
    "SELECT o.id, o.leader, o.unit_id, u.name, o.valid_from, o.valid_to, o.version, o.post_id, "
    "coalesce(s.name, "
    "'') FROM portfolio o JOIN unit u ON u.id = o.unit_id LEFT JOIN post s ON s.id = o.post_id WHERE "
    "o.government_id = $1";

void write_portfolio(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("leader", rows.text(1))
      .field("unit_id", rows.integer(2))
      .field("unit_name", rows.text(3))
      .field("valid_from", rows.text(4))
      .field("valid_to", rows.text(5))
      .key("post_id");
  rows.is_null(7) ? json.null() : json.integer(rows.integer(7));
  json.field("post", rows.text(8)).field("version", rows.integer(6)).end_object();
}

constexpr std::string_view kViewColumns = "id, name, page, address, shared, account_id, version";

void write_view(JsonWriter& json, const sql::Rows& rows, const Actor& actor) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("name", rows.text(1))
      .field("page", rows.text(2))
      .field("address", rows.text(3))
      .field("shared", rows.integer(4) != 0)
      .field("own", rows.integer(5) == actor.account_id)
      .field("version", rows.integer(6))
      .end_object();
}

}  // namespace

Result<std::string> list_portfolios(sql::Connection& db, const Actor& actor) {
  sql::Rows rows = TRY(db.query(fmt::format("{} ORDER BY o.leader, u.name, o.valid_from", kPortfolioSelect),
                                actor.government_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    write_portfolio(json, rows);
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_portfolio(sql::Connection& db, const Actor& actor, std::int64_t id) {
  sql::Rows rows = TRY(db.query(fmt::format("{} AND o.id = $2", kPortfolioSelect), actor.government_id, id));
  if (!TRY(rows.next())) return no_such("分管记录", "portfolio");
  JsonWriter json;
  write_portfolio(json, rows);
  return Versioned{json.take(), id, rows.integer(6)};
}

Result<Versioned> make_portfolio(sql::Connection& db, const Actor& actor, const NewPortfolio& portfolio,
                                 UtcMillis now) {
  TRY(require(actor, Action::kManagePortfolios, Relation::kOwnGovernment));
  if (portfolio.leader.empty())
    return error(ErrorCode::kInvalid, "请写出领导姓名", "please give the leader's name");
  const bool open = portfolio.valid_to.empty();
  if (!is_iso_date(portfolio.valid_from) || (!open && !is_iso_date(portfolio.valid_to)) ||
      (!open && portfolio.valid_to <= portfolio.valid_from)) {
    return error(ErrorCode::kInvalid, "起止日期应写作 2026-03-01 的样子，且止于起之后",
                 "the dates should look like 2026-03-01, and the end come after the beginning");
  }
  const auto work = [&]() -> Result<Versioned> {
    const auto unit = TRY(db.one("SELECT 1 FROM unit WHERE id = $1 AND government_id = $2", portfolio.unit_id,
                                 actor.government_id));
    if (!unit) return no_such("单位", "unit");
    const std::int64_t id = *TRY(db.one(
        "INSERT INTO portfolio (government_id, leader, unit_id, valid_from, valid_to) VALUES ($1, $2, $3, $4, "
        "$5) "
        "RETURNING id",
        actor.government_id, portfolio.leader, portfolio.unit_id, portfolio.valid_from, portfolio.valid_to));
    Versioned made = TRY(read_portfolio(db, actor, id));
    TRY(append_log(db, actor, {"create_portfolio", fmt::format("portfolio:{}", id), "", made.json}, now));
    return made;
  };
  return db.transaction(work);
}

Result<void> delete_portfolio(sql::Connection& db, const Actor& actor, std::int64_t id,
                              std::optional<std::int64_t> expected_version, UtcMillis now) {
  TRY(require(actor, Action::kManagePortfolios, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const Versioned there = TRY(read_portfolio(db, actor, id));
    if (expected_version && *expected_version != there.version) return stale_version();
    TRY(db.run("DELETE FROM portfolio WHERE id = $1", id));
    return append_log(db, actor, {"delete_portfolio", fmt::format("portfolio:{}", id), there.json, ""}, now);
  };
  return db.transaction(work);
}

Result<std::string> list_views(sql::Connection& db, const Actor& actor, std::string_view page) {
  sql::Rows rows = TRY(db.query(
      fmt::format(
          "SELECT {} FROM saved_view WHERE government_id = $1 AND (account_id = $2 OR shared = 1) AND ($3 = '' "
          "OR page = $3) ORDER BY name, id",
          kViewColumns),
      actor.government_id, actor.account_id, page));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    write_view(json, rows, actor);
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_view(sql::Connection& db, const Actor& actor, std::int64_t id) {
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM saved_view WHERE id = $1 AND government_id = $2 AND "
                               "(account_id = $3 OR shared = 1)",
                               kViewColumns),
                   id, actor.government_id, actor.account_id));
  if (!TRY(rows.next())) return no_such("视图", "view");
  JsonWriter json;
  write_view(json, rows, actor);
  return Versioned{json.take(), id, rows.integer(6)};
}

Result<Versioned> make_view(sql::Connection& db, const Actor& actor, const NewView& view, UtcMillis now) {
  TRY(require(actor, Action::kSaveView, Relation::kSelf));
  if (view.shared) TRY(require(actor, Action::kShareView, Relation::kSelf));
  if (view.name.empty() || view.page.empty()) {
    return error(ErrorCode::kInvalid, "请给视图起个名字", "please give the view a name");
  }
  if (view.address.size() > 4000) {
    return error(ErrorCode::kTooLarge, "视图的筛选条件太长，不能保存",
                 "the view's state is too long to be kept");
  }
  const auto work = [&]() -> Result<Versioned> {
    const std::int64_t id =
        *TRY(db.one("INSERT INTO saved_view (government_id, account_id, name, page, address, shared) VALUES "
                    "($1, $2, $3, $4, $5, "
                    "$6) RETURNING id",
                    actor.government_id, actor.account_id, view.name, view.page, view.address, view.shared));
    Versioned made = TRY(read_view(db, actor, id));
    TRY(append_log(db, actor, {"create_view", fmt::format("view:{}", id), "", made.json}, now));
    return made;
  };
  return db.transaction(work);
}

Result<void> delete_view(sql::Connection& db, const Actor& actor, std::int64_t id,
                         std::optional<std::int64_t> expected_version, UtcMillis now) {
  TRY(require(actor, Action::kSaveView, Relation::kSelf));
  const auto work = [&]() -> Result<void> {
    const Versioned there = TRY(read_view(db, actor, id));
    if (expected_version && *expected_version != there.version) return stale_version();
    const auto own =
        TRY(db.one("SELECT 1 FROM saved_view WHERE id = $1 AND account_id = $2", id, actor.account_id));
    if (!own) return error(ErrorCode::kForbidden, "只能删除自己的视图", "only one's own views can be deleted");
    TRY(db.run("DELETE FROM saved_view WHERE id = $1", id));
    return append_log(db, actor, {"delete_view", fmt::format("view:{}", id), there.json, ""}, now);
  };
  return db.transaction(work);
}

}  // namespace duban
