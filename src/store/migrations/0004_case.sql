-- The year of a task (src/store/cases.cc). The same rules of writing as in 0001. Days are ISO 8601 text.

-- Facts: what was asked for and taken, numbered within the task, kept for ever (supervise/task_fact.h).
CREATE TABLE task_fact (
  government_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  no INTEGER NOT NULL,
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,
  fields TEXT NOT NULL,                      -- JSON object of to_fields()
  PRIMARY KEY (task_id, no)
);

-- Kept beside the facts to be read fast: the case after the last fact, and what lists filter by.
CREATE TABLE task_case (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER PRIMARY KEY REFERENCES task (id),
  state TEXT NOT NULL,
  task_class TEXT NOT NULL,
  due TEXT NOT NULL,
  facts INTEGER NOT NULL,                    -- number of the last fact; the version of If-Match
  body TEXT NOT NULL                         -- JSON of the TaskCase
);
CREATE INDEX task_case_by_plan ON task_case (plan_id, state);

CREATE TABLE task_case_unit (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  part TEXT NOT NULL,                        -- lead, convener, responsible
  state TEXT NOT NULL,
  due TEXT NOT NULL,
  PRIMARY KEY (task_id, unit_id)
);
CREATE INDEX task_case_unit_by_unit ON task_case_unit (unit_id, state);

CREATE TABLE task_limit (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  kind TEXT NOT NULL,
  unit_id INTEGER NOT NULL,                  -- 0: none
  conclusion INTEGER NOT NULL,
  end_day TEXT NOT NULL,
  PRIMARY KEY (task_id, kind, unit_id, conclusion)
);
CREATE INDEX task_limit_by_end ON task_limit (government_id, end_day);

-- Rows of an approved plan that its paper does not have: where they came from. A later reading does not miss them.
CREATE TABLE task_origin (
  government_id INTEGER NOT NULL,
  task_id INTEGER PRIMARY KEY REFERENCES task (id),
  origin TEXT NOT NULL,                      -- subtask, rolled_over; others belong to who makes them
  from_task INTEGER REFERENCES task (id),    -- the task above it, or the one of last year; NULL: none
  source TEXT NOT NULL,                      -- on which document: 会议纪要〔2026〕3号; '' for none
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX task_origin_by_task ON task_origin (from_task, origin);

-- Plans that were approved before there were cases: the program gives them theirs when it opens the ledger
-- (src/store/case_birth.cc) and takes them off this list.
CREATE TABLE plan_without_cases (plan_id INTEGER PRIMARY KEY REFERENCES plan (id));
INSERT INTO plan_without_cases (plan_id) SELECT id FROM plan WHERE state = 'approved';
