-- Problems and requests for coordination (src/store/problems.cc). The same rules of writing as in 0001.

-- Facts, kept for ever (supervise/problem_life.h).
CREATE TABLE problem_fact (
  government_id INTEGER NOT NULL,
  problem_id INTEGER NOT NULL REFERENCES problem (id),
  no INTEGER NOT NULL,
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,
  fields TEXT NOT NULL,                      -- JSON object of to_fields()
  PRIMARY KEY (problem_id, no)
);

-- Where it belongs is a fact; the rest is the case after the last fact, kept to be read fast.
CREATE TABLE problem (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  report_id INTEGER NOT NULL,                -- 0: none
  -- kept
  state TEXT NOT NULL,
  grade TEXT NOT NULL,
  coordination INTEGER NOT NULL,
  raised_on TEXT NOT NULL,
  due TEXT NOT NULL,
  limit_runs INTEGER NOT NULL,
  was_late INTEGER NOT NULL,
  leader TEXT NOT NULL,
  asked_unit_id INTEGER NOT NULL,            -- 0: none
  text TEXT NOT NULL,                        -- as raised
  facts INTEGER NOT NULL                     -- number of the last fact; the version of If-Match
);
CREATE INDEX problem_by_plan ON problem (government_id, plan_id, state);
CREATE INDEX problem_by_task ON problem (task_id);
CREATE INDEX problem_by_state ON problem (government_id, state, due);
CREATE INDEX problem_by_leader ON problem (government_id, leader, state);
CREATE INDEX problem_by_asked ON problem (asked_unit_id, state);
CREATE INDEX problem_by_report ON problem (report_id);
