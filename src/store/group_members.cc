#include "store/group_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "grammar/organ.h"
#include "store/log.h"
#include "store/task_json.h"
#include "store/unit_names.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct Membership {
  std::int64_t unit_id = 0;
  std::string unit;
  std::string from;
  std::string to;
  std::string account;
  bool on(std::string_view day) const { return from <= day && (to.empty() || day < to); }
};

struct GroupRow {
  std::int64_t id = 0;
  std::string name;
  std::int64_t version = 0;
  std::vector<std::string> phrases;
  std::vector<Membership> members;
};

// All groups, or one, with their phrases and memberships: three queries whatever their number.
Result<std::vector<GroupRow>> load_groups(sql::Connection& db, std::int64_t government_id, std::int64_t id) {
  std::vector<GroupRow> out;
  std::map<std::int64_t, std::size_t> place;
  {
    sql::Rows rows =
        TRY(db.query("SELECT id, name, version FROM unit_group WHERE government_id = $1 AND ($2 = 0 "
                     "OR id = $2) ORDER BY name, id",
                     government_id, id));
    while (TRY(rows.next())) {
      place[rows.integer(0)] = out.size();
      out.push_back({rows.integer(0), rows.string(1), rows.integer(2), {}, {}});
    }
  }
  {
    sql::Rows rows =
        TRY(db.query("SELECT group_id, phrase FROM unit_group_phrase WHERE government_id = $1 AND "
                     "($2 = 0 OR group_id = $2) ORDER BY phrase",
                     government_id, id));
    while (TRY(rows.next())) out[place.at(rows.integer(0))].phrases.push_back(rows.string(1));
  }
  sql::Rows rows =
      TRY(db.query("SELECT m.group_id, m.unit_id, u.name, m.valid_from, m.valid_to, m.account FROM "
                   "unit_group_member m JOIN unit u ON u.id = m.unit_id WHERE m.government_id = $1 AND ($2 = 0 "
                   "OR m.group_id = $2) ORDER BY m.group_id, m.valid_from, m.id",
                   government_id, id));
  while (TRY(rows.next())) {
    out[place.at(rows.integer(0))].members.push_back(
        {rows.integer(1), rows.string(2), rows.string(3), rows.string(4), rows.string(5)});
  }
  return out;
}

Result<GroupRow> load_group(sql::Connection& db, const Actor& actor, std::int64_t id) {
  auto found = TRY(load_groups(db, actor.government_id, id));
  if (id == 0 || found.empty()) return no_such("单位组", "group");
  return std::move(found.front());
}

// Members on a day and the phrases; the object left open.
void write_group(JsonWriter& json, const GroupRow& group, std::string_view day) {
  json.begin_object().field("id", group.id).field("name", group.name).key("phrases").begin_array();
  for (const std::string& phrase : group.phrases) {
    if (phrase != plain_unit_name(group.name)) json.string(phrase);
  }
  json.end_array().key("members").begin_array();
  for (const Membership& each : group.members) {
    if (!each.on(day)) continue;
    json.begin_object().field("unit_id", each.unit_id).field("unit_name", each.unit);
    json.field("valid_from", each.from).field("valid_to", each.to).end_object();
  }
  json.end_array().field("version", group.version);
}

// The phrase is no unit's name and no other group's.
Result<void> phrase_is_free(sql::Connection& db, const Actor& actor, std::string_view phrase,
                            std::int64_t but_group) {
  const auto group =
      TRY(db.one("SELECT group_id FROM unit_group_phrase WHERE government_id = $1 AND phrase = $2 "
                 "AND group_id <> $3",
                 actor.government_id, phrase, but_group));
  if (group) {
    return error(ErrorCode::kConflict, fmt::format("已有单位组使用“{}”", phrase),
                 fmt::format("a group has the phrase {} already", phrase));
  }
  const auto unit =
      TRY(db.one("SELECT n.unit_id FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE "
                 "n.government_id = $1 AND n.name = $2 AND n.valid_to = '' AND u.valid_to = ''",
                 actor.government_id, phrase));
  if (unit) {
    return error(ErrorCode::kConflict, fmt::format("单位库里已有名为“{}”的单位，不能再作单位组", phrase),
                 fmt::format("a unit of the register is named {}; it cannot be a group too", phrase));
  }
  return {};
}

Result<void> write_phrases(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                           std::string_view name, const std::vector<std::string>& others) {
  std::set<std::string> wanted = {plain_unit_name(name)};
  for (const std::string& other : others) {
    if (const std::string phrase = plain_unit_name(other); !phrase.empty()) wanted.insert(phrase);
  }
  TRY(db.run("DELETE FROM unit_group_phrase WHERE group_id = $1", group_id));
  for (const std::string& phrase : wanted) {
    TRY(phrase_is_free(db, actor, phrase, group_id));
    TRY(db.run("INSERT INTO unit_group_phrase (government_id, group_id, phrase) VALUES ($1, $2, $3)",
               actor.government_id, group_id, phrase));
  }
  return {};
}

Result<void> count_version(sql::Connection& db, std::int64_t group_id) {
  TRY(db.run("UPDATE unit_group SET version = version + 1 WHERE id = $1", group_id));
  return {};
}

// The classes of places that a phrase names: 各市人民政府 市; 各区、县(市)政府 区 县 市. Empty: it names none.
std::vector<std::string> places_of(std::string_view phrase) {
  std::string rest(phrase);
  for (const std::string_view end : {"人民政府", "政府"}) {
    if (rest.ends_with(end)) rest.resize(rest.size() - end.size());
  }
  if (!rest.starts_with("各")) return {};
  rest.erase(0, std::string_view("各").size());
  std::vector<std::string> out;
  while (!rest.empty()) {
    bool took = false;
    for (const std::string_view word : {"街道", "市", "区", "县", "镇", "乡", "州", "盟", "旗"}) {
      if (!rest.starts_with(word)) continue;
      out.emplace_back(word);
      rest.erase(0, word.size());
      took = true;
      break;
    }
    for (const std::string_view word : {"、", "(", ")", ","}) {
      if (took || !rest.starts_with(word)) continue;
      rest.erase(0, word.size());
      took = true;
    }
    if (!took) return {};  // 各部门, 各有关单位
  }
  return out;
}

struct PlaceUnit {
  std::int64_t id = 0;
  std::string name;
  std::string level;
};

bool is_government_of(const PlaceUnit& unit, const std::vector<std::string>& places) {
  std::string place = unit.name;
  for (const std::string_view end : {"人民政府", "政府"}) {
    if (place.ends_with(end)) place.resize(place.size() - end.size());
  }
  const bool whole = place.size() < unit.name.size();
  // 各市 means cities, 各区、县(市) also those of county level.
  const bool below = std::find_if(places.begin(), places.end(), [](const std::string& each) {
                       return each == "区" || each == "县";
                     }) != places.end();
  if (!below && unit.level == "county") return false;
  if (below && unit.level == "city") return false;
  if (!whole && unit.level.empty()) return false;  // 城东新区 may be anything
  return std::any_of(places.begin(), places.end(), [&](const std::string& each) {
    return place.size() > each.size() && place.ends_with(each);
  });
}

}  // namespace

Result<GroupMembers> GroupMembers::load(sql::Connection& db, std::int64_t government_id, std::string_view day) {
  GroupMembers out;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT f.phrase, m.unit_id FROM unit_group_phrase f LEFT JOIN unit_group_member m ON m.group_id = "
        "f.group_id "
        "AND ($2 = '' OR m.valid_from <= $2) AND (m.valid_to = '' OR ($2 <> '' AND m.valid_to > $2)) WHERE "
        "f.government_id = $1 ORDER BY f.phrase, m.id",
        government_id, day));
    while (TRY(rows.next())) {
      std::vector<std::int64_t>& members = out.by_name_[rows.string(0)];
      if (!rows.is_null(1)) members.push_back(rows.integer(1));
    }
  }
  // A member that was merged into another by that day: the one that it went into.
  std::map<std::int64_t, std::int64_t> successor;
  {
    sql::Rows rows =
        TRY(db.query("SELECT id, successor_id FROM unit WHERE government_id = $1 AND successor_id "
                     "IS NOT NULL AND ($2 = '' OR valid_to <= $2)",
                     government_id, day));
    while (TRY(rows.next())) successor[rows.integer(0)] = rows.integer(1);
  }
  for (auto& [name, members] : out.by_name_) {
    std::vector<std::int64_t> now;
    for (std::int64_t unit : members) {
      for (auto next = successor.find(unit); next != successor.end(); next = successor.find(unit)) {
        unit = next->second;
      }
      if (std::find(now.begin(), now.end(), unit) == now.end()) now.push_back(unit);
    }
    members = std::move(now);
  }
  return out;
}

const std::vector<std::int64_t>* GroupMembers::of(std::string_view name) const {
  const auto found = by_name_.find(plain_unit_name(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

Result<Versioned> read_group(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                             std::string_view at, UtcMillis now) {
  if (!at.empty() && !is_iso_date(at)) {
    return error(ErrorCode::kInvalid, "日期应写作 2026-03-01 的样子", "the date should look like 2026-03-01");
  }
  const GroupRow group = TRY(load_group(db, actor, group_id));
  JsonWriter json;
  write_group(json, group, at.empty() ? china_date(now) : std::string(at));
  json.key("history").begin_array();
  for (const Membership& each : group.members) {
    json.begin_object().field("unit_id", each.unit_id).field("unit_name", each.unit);
    json.field("valid_from", each.from).field("valid_to", each.to).field("account", each.account).end_object();
  }
  return Versioned{json.end_array().end_object().take(), group_id, group.version};
}

Result<std::string> list_groups(sql::Connection& db, const Actor& actor, std::string_view at, UtcMillis now) {
  if (!at.empty() && !is_iso_date(at)) {
    return error(ErrorCode::kInvalid, "日期应写作 2026-03-01 的样子", "the date should look like 2026-03-01");
  }
  const std::string day = at.empty() ? china_date(now) : std::string(at);
  const auto groups = TRY(load_groups(db, actor.government_id, 0));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const GroupRow& group : groups) {
    write_group(json, group, day);
    json.end_object();
  }
  return json.end_array()
      .field("total", static_cast<std::int64_t>(groups.size()))
      .key("next")
      .null()
      .end_object()
      .take();
}

Result<Versioned> make_group(sql::Connection& db, const Actor& actor, const NewGroup& group, UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const std::string name = plain_unit_name(group.name);
  if (name.empty()) return error(ErrorCode::kInvalid, "请写出单位组的名称", "please give the group's name");
  const auto work = [&]() -> Result<Versioned> {
    const std::int64_t id =
        *TRY(db.one("INSERT INTO unit_group (government_id, name) VALUES ($1, $2) RETURNING id",
                    actor.government_id, name));
    TRY(write_phrases(db, actor, id, name, group.phrases));
    Versioned made = TRY(read_group(db, actor, id, "", now));
    TRY(append_log(db, actor, {"make_group", fmt::format("group:{}", id), "", made.json}, now));
    return made;
  };
  return db.transaction(work);
}

Result<void> set_phrases(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                         std::optional<std::int64_t> expected_version, const std::vector<std::string>& phrases,
                         UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const GroupRow group = TRY(load_group(db, actor, group_id));
    if (expected_version && *expected_version != group.version) return stale_version();
    TRY(write_phrases(db, actor, group_id, group.name, phrases));
    TRY(count_version(db, group_id));
    return append_log(
        db, actor,
        {"change_group", fmt::format("group:{}", group_id), fmt::format("{}", fmt::join(group.phrases, "、")),
         fmt::format("{}", fmt::join(phrases, "、"))},
        now);
  };
  return db.transaction(work);
}

Result<void> set_members(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                         std::optional<std::int64_t> expected_version,
                         const std::vector<std::int64_t>& unit_ids, std::string_view on, UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  if (!is_iso_date(on)) {
    return error(ErrorCode::kInvalid, "请写明从哪一天起，写作 2026-03-01 的样子",
                 "please say from which day on, like 2026-03-01");
  }
  const auto work = [&]() -> Result<void> {
    const GroupRow group = TRY(load_group(db, actor, group_id));
    if (expected_version && *expected_version != group.version) return stale_version();
    std::set<std::int64_t> wanted(unit_ids.begin(), unit_ids.end());
    std::string before, after;
    for (const Membership& each : group.members) {
      if (each.from > on || (!each.to.empty() && each.to > on)) {
        return error(
            ErrorCode::kConflict,
            fmt::format("{}的成员在{}有变动，请从那一天或以后改起", group.name, std::max(each.from, each.to)),
            fmt::format("the members of {} changed on {}; change them from that day or later", group.name,
                        std::max(each.from, each.to)));
      }
      if (!each.to.empty()) continue;
      before += (before.empty() ? "" : "、") + each.unit;
      if (wanted.erase(each.unit_id) > 0) {
        after += (after.empty() ? "" : "、") + each.unit;
        continue;
      }
      if (each.from == on) {
        TRY(
            db.run("DELETE FROM unit_group_member WHERE group_id = $1 AND unit_id = $2 AND valid_from = $3 AND "
                   "valid_to = ''",
                   group_id, each.unit_id, on));
      } else {
        TRY(db.run(
            "UPDATE unit_group_member SET valid_to = $3 WHERE group_id = $1 AND unit_id = $2 AND valid_to "
            "= ''",
            group_id, each.unit_id, on));
      }
    }
    for (const std::int64_t unit : unit_ids) {  // in the order given
      if (wanted.erase(unit) == 0) continue;
      sql::Rows there = TRY(db.query("SELECT name, valid_to FROM unit WHERE id = $1 AND government_id = $2",
                                     unit, actor.government_id));
      if (!TRY(there.next())) return no_such("单位", "unit");
      const std::string name = there.string(0);
      if (!there.text(1).empty() && there.text(1) <= on) {
        return error(ErrorCode::kInvalid, fmt::format("{}已于{}撤销或并入别处", name, there.text(1)),
                     fmt::format("{} was closed or merged on {}", name, there.text(1)));
      }
      TRY(db.run(
          "INSERT INTO unit_group_member (government_id, group_id, unit_id, valid_from, valid_to, account, "
          "at) VALUES ($1, $2, $3, $4, '', $5, $6)",
          actor.government_id, group_id, unit, on, actor.name, now));
      after += (after.empty() ? "" : "、") + name;
    }
    TRY(count_version(db, group_id));
    return append_log(
        db, actor, {"set_members", fmt::format("group:{}", group_id), before, fmt::format("{} {}", on, after)},
        now);
  };
  return db.transaction(work);
}

Result<std::string> group_proposals(sql::Connection& db, const Actor& actor, UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const std::string today = china_date(now);
  std::vector<PlaceUnit> units;
  std::set<std::string> own;  // 示例省人民政府 is no member of its own groups
  {
    sql::Rows rows =
        TRY(db.query("SELECT id, name, level FROM unit WHERE government_id = $1 AND valid_from <= $2 "
                     "AND (valid_to = '' OR valid_to > $2) ORDER BY id",
                     actor.government_id, today));
    while (TRY(rows.next())) units.push_back({rows.integer(0), rows.string(1), rows.string(2)});
    sql::Rows regions =
        TRY(db.query("SELECT DISTINCT region FROM plan WHERE government_id = $1", actor.government_id));
    while (TRY(regions.next())) {
      own.insert(regions.string(0));
      own.insert(regions.string(0) + "人民政府");
      own.insert(regions.string(0) + "政府");
    }
  }
  // A name of a draft that is no unit and no group may be anything; only what the grammar takes for a group.
  sql::Rows rows = TRY(
      db.query("SELECT v.name, count(DISTINCT v.task_id) FROM task_unit v JOIN plan p ON p.id = v.plan_id "
               "WHERE v.government_id = $1 AND v.unit_id IS NULL AND p.superseded_by IS NULL AND v.name NOT "
               "IN (SELECT phrase FROM unit_group_phrase WHERE government_id = $1) GROUP BY v.name ORDER BY "
               "2 DESC, 1",
               actor.government_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    const std::string name = plain_unit_name(rows.text(0));
    if (!names_a_group(name)) continue;
    json.begin_object().field("name", name).field("tasks", rows.integer(1)).key("likely").begin_array();
    if (const auto places = places_of(name); !places.empty()) {
      for (const PlaceUnit& unit : units) {
        if (own.contains(unit.name) || !is_government_of(unit, places)) continue;
        json.begin_object().field("unit_id", unit.id).field("unit_name", unit.name).end_object();
      }
    }
    json.end_array().end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
