-- Rounds, progress reports, values, evidence, verifications. The same rules of writing as in 0001; days are ISO 8601
-- text. All are facts. The only rows that change are those that say how a thing stands now (round, report,
-- report_asked's dates, target_value.latest); what it was before stands in round_event, report_version, report_step.

CREATE TABLE round (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- monthly, quarterly, once
  year INTEGER NOT NULL,
  period INTEGER NOT NULL,                   -- month 1–12, quarter 1–4; 0 for once
  period_from TEXT NOT NULL,                 -- what is reported on
  period_to TEXT NOT NULL,
  opens TEXT NOT NULL,
  due TEXT NOT NULL,
  due_zh TEXT NOT NULL,                      -- why it is due then, in words
  due_en TEXT NOT NULL,
  state TEXT NOT NULL,                       -- planned, open, closed, cancelled
  ask TEXT NOT NULL,                         -- answering: units that answer; all: responsible units too
  scope TEXT NOT NULL,                       -- JSON: which tasks
  repeats INTEGER NOT NULL,                  -- the next one is planned when this one opens
  previous_id INTEGER REFERENCES round (id),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  opened_at INTEGER,
  closed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX round_by_state ON round (government_id, state, opens);

CREATE TABLE round_plan (
  government_id INTEGER NOT NULL,
  round_id INTEGER NOT NULL REFERENCES round (id),
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  PRIMARY KEY (round_id, plan_id)
);
CREATE INDEX round_plan_by_plan ON round_plan (plan_id);

CREATE TABLE round_event (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL REFERENCES round (id),
  at INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,                      -- create, change, open, close, cancel
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX round_event_by_round ON round_event (round_id, id);

-- One report of one unit on one task. What the unit writes stands in draft until it is handed in as a version.
CREATE TABLE report (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  round_id INTEGER NOT NULL REFERENCES round (id),  -- that asked first
  asked_on TEXT NOT NULL,
  due TEXT NOT NULL,
  state TEXT NOT NULL,                       -- of supervise/report_life.h
  unit_review INTEGER NOT NULL,
  text_version INTEGER NOT NULL DEFAULT 0,   -- handed in last
  handed_in_by INTEGER NOT NULL DEFAULT 0,
  handed_in_on TEXT NOT NULL DEFAULT '',     -- the first time
  late INTEGER NOT NULL DEFAULT 0,
  filled_in INTEGER NOT NULL DEFAULT 0,      -- 代填
  reason TEXT NOT NULL DEFAULT '',           -- why it was returned last
  last_day TEXT NOT NULL,
  accepted_on TEXT NOT NULL DEFAULT '',
  draft TEXT NOT NULL DEFAULT '',            -- JSON; '' where nobody wrote yet
  draft_by TEXT NOT NULL DEFAULT '',
  draft_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX report_by_task ON report (task_id, unit_id, id);
CREATE INDEX report_by_unit ON report (unit_id, state);
CREATE INDEX report_by_state ON report (government_id, state);
CREATE INDEX report_by_round ON report (round_id);

-- What a round asks of which unit on which task. Several rows share one report where ledgers hold the same task, or
-- where a unit has that report on its desk already: the same number is not asked twice.
CREATE TABLE report_asked (
  government_id INTEGER NOT NULL,
  round_id INTEGER NOT NULL REFERENCES round (id),
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  part TEXT NOT NULL,                        -- lead, convener, responsible
  report_id INTEGER NOT NULL REFERENCES report (id),
  served INTEGER NOT NULL,                   -- 1: the report was asked for by another row
  asked_on TEXT NOT NULL,
  due TEXT NOT NULL,
  excused_on TEXT NOT NULL DEFAULT '',       -- the unit's part ended before the report was due; nothing was missed
  PRIMARY KEY (round_id, task_id, unit_id)
);
CREATE INDEX report_asked_by_task ON report_asked (task_id, unit_id);
CREATE INDEX report_asked_by_plan ON report_asked (plan_id);
CREATE INDEX report_asked_by_unit ON report_asked (unit_id);
CREATE INDEX report_asked_by_report ON report_asked (report_id);

CREATE TABLE report_version (
  government_id INTEGER NOT NULL,
  report_id INTEGER NOT NULL REFERENCES report (id),
  no INTEGER NOT NULL,
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  late INTEGER NOT NULL,
  filled_in INTEGER NOT NULL,
  confirmed TEXT NOT NULL,                   -- JSON: odd values that the author confirmed
  body TEXT NOT NULL,                        -- JSON as the draft
  evidence TEXT NOT NULL,                    -- JSON: ids
  PRIMARY KEY (report_id, no)
);

CREATE TABLE report_step (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER NOT NULL REFERENCES report (id),
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  acts_for TEXT NOT NULL,                    -- whose delegate
  action TEXT NOT NULL,                      -- submit, approve, accept, return, withdraw
  filled_in INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text_version INTEGER NOT NULL,
  state TEXT NOT NULL                        -- after it
);
CREATE INDEX report_step_by_report ON report_step (report_id, id);

-- What was accepted, for every ledger that holds the task.
CREATE TABLE target_value (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  target INTEGER NOT NULL,                   -- its position in the task then
  target_key TEXT NOT NULL DEFAULT '',       -- supervise/target_setting.h: anchors_of()
  indicator TEXT NOT NULL,
  measure_unit TEXT NOT NULL,
  value REAL NOT NULL,
  as_of TEXT NOT NULL,
  source TEXT NOT NULL,
  report_id INTEGER NOT NULL REFERENCES report (id),
  text_version INTEGER NOT NULL,
  accepted_on TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  latest INTEGER NOT NULL                    -- 1: the newest as-of date of that unit and target
);
CREATE INDEX target_value_by_task ON target_value (task_id, unit_id, target);
CREATE INDEX target_value_latest ON target_value (plan_id, latest);

-- 核查: what the office found, beside what was reported.
CREATE TABLE verification (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  target INTEGER NOT NULL,                   -- -1: the task as a whole
  value_id INTEGER REFERENCES target_value (id),  -- that was checked
  reported REAL,
  found REAL,
  agrees INTEGER NOT NULL,
  checked_on TEXT NOT NULL,
  person TEXT NOT NULL,                      -- who went and looked
  words TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL
);
CREATE INDEX verification_by_task ON verification (task_id, id);
CREATE INDEX verification_by_plan ON verification (plan_id);
CREATE INDEX verification_by_value ON verification (value_id);

-- 佐证材料: a file by its SHA-256, or a link. A newer file replaces an older one, which stays.
CREATE TABLE evidence (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  report_id INTEGER REFERENCES report (id),
  verification_id INTEGER REFERENCES verification (id),
  kind TEXT NOT NULL,                        -- document, table, photo, media, archive, link
  title TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media TEXT NOT NULL,                       -- told from the bytes: application/pdf
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  url TEXT NOT NULL,
  first_id INTEGER,                          -- of the chain; NULL: this is the first
  no INTEGER NOT NULL,                       -- 1, 2… in the chain
  replaced_by INTEGER,
  added_at INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  filled_in INTEGER NOT NULL,
  removed_at INTEGER
);
CREATE INDEX evidence_by_report ON evidence (report_id, id);
CREATE INDEX evidence_by_verification ON evidence (verification_id);

-- A merged unit's reports are on the desk of the unit that it went into.
CREATE INDEX unit_by_successor ON unit (successor_id);
