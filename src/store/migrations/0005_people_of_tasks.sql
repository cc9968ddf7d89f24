-- Posts, terms of office, delegates, group members, other sources, obligations. The same rules of writing as in 0001.
-- A period goes from its first day up to, not with, valid_to; '' is open.

-- 岗位: responsibility belongs to it. A leader's post is the government's own, an officer's post a unit's.
CREATE TABLE post (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                        -- leader, head, liaison, handler
  name TEXT NOT NULL,                        -- 市长, 分管工业的副市长, 主要负责人
  unit_id INTEGER REFERENCES unit (id),      -- NULL for a leader's post
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX post_by_government ON post (government_id, kind);
CREATE INDEX post_by_unit ON post (unit_id);

-- 任期: who held a post, from … up to (not with) ….
CREATE TABLE post_term (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post_id INTEGER NOT NULL REFERENCES post (id),
  person TEXT NOT NULL,                      -- as the papers print the name
  account_id INTEGER REFERENCES account (id),-- NULL: has none
  phone TEXT NOT NULL,
  mail TEXT NOT NULL,
  acting INTEGER NOT NULL,                   -- 1: 主持工作, 代
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX post_term_by_post ON post_term (post_id, valid_from);
CREATE INDEX post_term_by_person ON post_term (government_id, person);

-- A portfolio that belongs to a post passes to its next holder; one without keeps to the person.
ALTER TABLE portfolio ADD COLUMN post_id INTEGER REFERENCES post (id);

-- Which leader answers for which unit, by name and day, whichever of the two ways it is kept.
CREATE VIEW portfolio_held AS
SELECT o.government_id AS government_id, o.id AS portfolio_id, o.leader AS leader, o.unit_id AS unit_id,
       o.valid_from AS valid_from, o.valid_to AS valid_to
FROM portfolio o WHERE o.post_id IS NULL
UNION ALL
SELECT o.government_id, o.id, h.person, o.unit_id,
       CASE WHEN h.valid_from > o.valid_from THEN h.valid_from ELSE o.valid_from END,
       CASE WHEN h.valid_to = '' THEN o.valid_to WHEN o.valid_to = '' OR h.valid_to < o.valid_to THEN h.valid_to
            ELSE o.valid_to END
FROM portfolio o JOIN post_term h ON h.post_id = o.post_id
WHERE (o.valid_to = '' OR h.valid_from < o.valid_to) AND (h.valid_to = '' OR h.valid_to > o.valid_from);

-- Who holds, from when to when, the post of a leader that a plan's row prints: the printed name held that post on the
-- day of the paper, so the successor answers for the row. Rows of names without a post are not in it.
CREATE VIEW task_leader_held AS
SELECT l.government_id AS government_id, l.plan_id AS plan_id, l.task_id AS task_id, l.position AS position,
       l.name AS printed, s.id AS post_id, s.name AS post, h.person AS person, h.account_id AS account_id,
       h.acting AS acting, h.valid_from AS valid_from, h.valid_to AS valid_to
FROM task_leader l
JOIN plan p ON p.id = l.plan_id
JOIN post_term b ON b.government_id = l.government_id AND b.person = l.name
JOIN post s ON s.id = b.post_id AND s.kind = 'leader'
JOIN post_term h ON h.post_id = s.id
WHERE b.valid_from <= CASE WHEN p.issued_on = '' THEN b.valid_from ELSE p.issued_on END
  AND (b.valid_to = '' OR p.issued_on = '' OR b.valid_to > p.issued_on);

-- 代理: delegate acts for principal; the day it was taken back ends it.
CREATE TABLE delegation (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  principal_id INTEGER NOT NULL REFERENCES account (id),
  delegate_id INTEGER NOT NULL REFERENCES account (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX delegation_by_delegate ON delegation (delegate_id, valid_from);
CREATE INDEX delegation_by_principal ON delegation (principal_id, valid_from);

-- 转办: to which person of his unit a reviewer gave a task. The newest counts; the case keeps his name too.
CREATE TABLE task_forward (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  note TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX task_forward_by_task ON task_forward (task_id, unit_id, id);
CREATE INDEX task_forward_by_account ON task_forward (account_id);

-- 各市人民政府, 成员单位: a phrase of the papers that stands for several units.
CREATE TABLE unit_group (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE unit_group_phrase (
  government_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL REFERENCES unit_group (id),
  phrase TEXT NOT NULL,                      -- without blanks, brackets in ASCII
  PRIMARY KEY (government_id, phrase)
);
CREATE INDEX unit_group_phrase_by_group ON unit_group_phrase (group_id);
CREATE TABLE unit_group_member (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL REFERENCES unit_group (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX unit_group_member_by_group ON unit_group_member (group_id, valid_from);

-- 等: what a named person found the open end of a row's units to mean. The newest of a row and part counts.
CREATE TABLE open_set_resolution (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  part TEXT NOT NULL,                        -- lead, responsible
  units TEXT NOT NULL,                       -- JSON: ids and names that were added; [] for none
  reason TEXT NOT NULL,
  account TEXT NOT NULL,
  day TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX open_set_resolution_by_task ON open_set_resolution (task_id, part, id);

-- 指标分解: the parts of a target that units take.
CREATE TABLE apportionment (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  target INTEGER NOT NULL,                   -- its position in the task
  whole REAL NOT NULL,                       -- the target's value when it was divided
  note TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (task_id, target)
);
CREATE INDEX apportionment_by_plan ON apportionment (plan_id);
CREATE TABLE apportionment_part (
  government_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  target INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  value REAL NOT NULL,
  PRIMARY KEY (task_id, target, unit_id),
  FOREIGN KEY (task_id, target) REFERENCES apportionment (task_id, target)
);
CREATE INDEX apportionment_part_by_unit ON apportionment_part (unit_id);

-- The same task (target -1), or the same target, held by several ledgers: rows of one same_id are one thing.
CREATE TABLE same_thing (
  government_id INTEGER NOT NULL,
  same_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  target INTEGER NOT NULL,
  reason TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (task_id, target)
);
CREATE INDEX same_thing_by_id ON same_thing (same_id);
CREATE INDEX target_by_indicator ON target (government_id, indicator);

-- What a plan's closing part asks of every unit, and who confirmed it.
CREATE TABLE obligation (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  due TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX obligation_by_plan ON obligation (plan_id);
CREATE TABLE obligation_unit (
  government_id INTEGER NOT NULL,
  obligation_id INTEGER NOT NULL REFERENCES obligation (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  confirmed_on TEXT NOT NULL DEFAULT '',
  late INTEGER NOT NULL DEFAULT 0,
  filled_in INTEGER NOT NULL DEFAULT 0,      -- by the office (代填)
  note TEXT NOT NULL DEFAULT '',
  account TEXT NOT NULL DEFAULT '',
  at INTEGER,
  PRIMARY KEY (obligation_id, unit_id)
);
CREATE INDEX obligation_unit_by_unit ON obligation_unit (unit_id, confirmed_on);

-- 五个一: what a unit should have for a task of a class, as the office words it; and which unit has it.
CREATE TABLE checklist_item (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_class TEXT NOT NULL,                  -- '' for every class
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  retired_on TEXT NOT NULL DEFAULT ''        -- no longer asked from that day; its ticks stay
);
CREATE INDEX checklist_item_by_class ON checklist_item (government_id, task_class, position);
CREATE TABLE checklist_tick (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  item_id INTEGER NOT NULL REFERENCES checklist_item (id),
  done INTEGER NOT NULL,                     -- 0: taken back
  evidence TEXT NOT NULL,
  filled_in INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX checklist_tick_by_task ON checklist_tick (task_id, unit_id, item_id, id);

-- A workbook that was read and waits for a person to take it over, and what became of it.
CREATE TABLE sheet_import (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                        -- accounts, officers, tasks
  plan_id INTEGER REFERENCES plan (id),      -- of tasks
  sha256 TEXT NOT NULL,                      -- of the workbook
  file_name TEXT NOT NULL,
  state TEXT NOT NULL,                       -- open, taken
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  taken_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
