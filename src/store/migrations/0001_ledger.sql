-- The ledger. One text for SQLite and PostgreSQL (the PostgreSQL driver reads INTEGER as BIGINT and
-- "INTEGER PRIMARY KEY AUTOINCREMENT" as an identity column). Times are UTC milliseconds, dates ISO 8601 text with ''
-- for "none", booleans 0/1, JSON is text read whole. Every row carries its government first.

CREATE TABLE government (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
INSERT INTO government (id, name) VALUES (1, '');

-- ---------------------------------------------------------------------------------------------------------------
-- Facts: papers and what people did. `duban rebuild` never changes them.

CREATE TABLE document (
  government_id INTEGER NOT NULL REFERENCES government (id),
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  UNIQUE (government_id, sha256)
);

-- The reader's text: immutable per (SHA-256, reader version); spans are byte ranges of it.
CREATE TABLE reader_text (
  government_id INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  reader_version INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  format TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (government_id, sha256, reader_version)
);

-- That a paper was taken as a plan, and its approval, are facts; the head's columns below are derived.
CREATE TABLE plan (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id),
  state TEXT NOT NULL,                       -- draft, approved
  plan_version INTEGER NOT NULL,             -- 1, 2… of the same paper
  supersedes INTEGER REFERENCES plan (id),
  superseded_by INTEGER REFERENCES plan (id),
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  approved_at INTEGER,
  approved_by TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  -- derived
  reader_version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  doc_number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  year INTEGER NOT NULL,
  region TEXT NOT NULL,
  level TEXT NOT NULL,
  head TEXT NOT NULL,                        -- JSON: the document head of extraction
  outline TEXT NOT NULL,                     -- JSON: sections, lists, requirements, missing
  leaders_by_portfolio INTEGER NOT NULL,     -- the closing sentence gives the leaders by rule
  tasks INTEGER NOT NULL,
  list_tasks INTEGER NOT NULL
);
CREATE INDEX plan_by_document ON plan (government_id, document_id);

-- What a person changed. Before approval (adjustment = 0) a correction of what was read, anchored by the task's list,
-- number and words, the words changed and their span; after approval (adjustment = 1) a change of a frozen row.
CREATE TABLE correction (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  adjustment INTEGER NOT NULL,
  task_id INTEGER,                           -- where it stood when made; NULL: the document head
  task_list TEXT NOT NULL,
  task_no TEXT NOT NULL,
  task_text TEXT NOT NULL,
  field TEXT NOT NULL,
  how TEXT NOT NULL,                         -- set: value is the field; replace: value stands for words
  words TEXT NOT NULL,
  value TEXT NOT NULL,                       -- JSON for set, plain words for replace
  spans TEXT NOT NULL,                       -- JSON as in the API; '' where none was marked
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  reader_version INTEGER NOT NULL,
  settlement_id INTEGER,
  reason TEXT NOT NULL,
  document TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  withdrawn_at INTEGER
);
CREATE INDEX correction_by_plan ON correction (government_id, plan_id, task_id);

-- How a finding was settled, anchored by its kind, words, span, field and task.
CREATE TABLE settlement (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  words TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  likely TEXT NOT NULL,
  field TEXT NOT NULL,
  task_id INTEGER,
  task_list TEXT NOT NULL,
  task_no TEXT NOT NULL,
  task_text TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  action TEXT NOT NULL,                      -- accept, correct, ignore
  value TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  withdrawn_at INTEGER
);
CREATE INDEX settlement_by_plan ON settlement (government_id, plan_id);

-- A row as approval froze it (立项): the task object of extraction, and where it stands.
CREATE TABLE frozen_task (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL,
  list TEXT NOT NULL,
  list_order INTEGER NOT NULL,
  position INTEGER NOT NULL,
  task TEXT NOT NULL,
  frozen_at INTEGER NOT NULL,
  frozen_by TEXT NOT NULL,
  PRIMARY KEY (government_id, plan_id, task_id)
);

-- What happened to a task, for its timeline.
CREATE TABLE task_event (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,
  field TEXT NOT NULL,
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX task_event_by_task ON task_event (task_id, id);

-- The unit register. A unit has one valid name at a time; earlier names and aliases stay recognised, by date.
CREATE TABLE unit (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,                        -- the present one
  parent_id INTEGER REFERENCES unit (id),
  level TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  successor_id INTEGER REFERENCES unit (id),
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX unit_by_parent ON unit (parent_id);
CREATE INDEX unit_by_government ON unit (government_id, name);

CREATE TABLE unit_name (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  name TEXT NOT NULL,
  alias INTEGER NOT NULL,                    -- 0: the unit's own name in that time
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL
);
CREATE INDEX unit_name_by_name ON unit_name (government_id, name);
CREATE INDEX unit_name_by_unit ON unit_name (unit_id);

CREATE TABLE unit_event (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  happened_on TEXT NOT NULL,
  what TEXT NOT NULL,                        -- created, renamed, merged, closed
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX unit_event_by_unit ON unit_event (unit_id, id);

-- 分管: which leader answers for which unit, from … up to (not with) ….
CREATE TABLE portfolio (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  leader TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX portfolio_by_unit ON portfolio (unit_id);
CREATE INDEX portfolio_by_leader ON portfolio (government_id, leader);

CREATE TABLE saved_view (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  page TEXT NOT NULL,
  address TEXT NOT NULL,
  shared INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX saved_view_by_page ON saved_view (government_id, page);

-- ---------------------------------------------------------------------------------------------------------------
-- Derived: made from the facts, and made again by `duban rebuild`. Ids stay where the row is the same.

CREATE TABLE task (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  list TEXT NOT NULL,                        -- '' for the plan's own rows
  list_order INTEGER NOT NULL,               -- 0 for them, then 1, 2…
  position INTEGER NOT NULL,
  no TEXT NOT NULL,
  no_number INTEGER,                         -- no, where it is one
  section TEXT NOT NULL,                     -- labels joined by /
  text TEXT NOT NULL,
  due_date TEXT NOT NULL,
  shared INTEGER NOT NULL,
  open_lead INTEGER NOT NULL,
  open_responsible INTEGER NOT NULL,
  lead_unit TEXT NOT NULL,                   -- the first, to sort by; '' for none
  targets INTEGER NOT NULL,
  findings_open INTEGER NOT NULL,
  base TEXT NOT NULL,                        -- JSON: the task as extraction gave it, or as frozen
  fields TEXT NOT NULL,                      -- JSON members of the API's row, corrections applied
  spans TEXT NOT NULL,                       -- JSON members "span" and "spans"
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX task_by_plan ON task (plan_id, list_order, position);

CREATE TABLE task_unit (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  role INTEGER NOT NULL,                     -- 0 leads, 1 is responsible
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit_id INTEGER,
  PRIMARY KEY (task_id, role, position)
);
CREATE INDEX task_unit_by_name ON task_unit (government_id, name);
CREATE INDEX task_unit_by_unit ON task_unit (unit_id, role);
CREATE INDEX task_unit_by_plan ON task_unit (plan_id, name);

CREATE TABLE task_leader (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (task_id, position)
);
CREATE INDEX task_leader_by_plan ON task_leader (plan_id, name);

CREATE TABLE target (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  measure TEXT NOT NULL,
  op TEXT NOT NULL,
  value REAL NOT NULL,
  value_max REAL,
  unit TEXT NOT NULL,
  horizon TEXT NOT NULL,
  PRIMARY KEY (task_id, position)
);
CREATE INDEX target_by_plan ON target (plan_id);

CREATE TABLE finding (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  task_id INTEGER,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  text TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  likely TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  state TEXT NOT NULL,                       -- open, accepted, corrected, ignored
  settlement_id INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX finding_by_plan ON finding (plan_id, state, kind);
CREATE INDEX finding_by_task ON finding (task_id);

-- What changed against the plan that this one supersedes.
CREATE TABLE plan_change (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,                        -- added, dropped, changed
  no TEXT NOT NULL,
  list TEXT NOT NULL,
  field TEXT NOT NULL,
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  task_id INTEGER,
  PRIMARY KEY (plan_id, position)
);

-- What a rebuild, or a new version of the paper, proposes for an approved plan. A settled one is a fact and stays.
CREATE TABLE proposal (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER,
  no TEXT NOT NULL,
  field TEXT NOT NULL,
  frozen TEXT NOT NULL,
  derived TEXT NOT NULL,
  value TEXT NOT NULL,                       -- JSON of the field, to be set on acceptance
  spans TEXT NOT NULL,
  state TEXT NOT NULL,                       -- open, accepted, ignored
  settled_by TEXT NOT NULL DEFAULT '',
  settled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX proposal_by_plan ON proposal (plan_id, state);
