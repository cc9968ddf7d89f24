-- Target settings, trajectories, measures and milestones, outcomes, the office's rules. The same rules of writing as
-- in 0001. Days are ISO 8601 text with '' for none.

-- What the office settled for a target, as it stands. The target is known by its key and anchor (supervise/
-- target_setting.h), so that it is found again when the row's targets are read anew.
CREATE TABLE target_setting (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  target_key TEXT NOT NULL,
  anchor TEXT NOT NULL,                      -- JSON of the TargetAnchor
  setting TEXT NOT NULL,                     -- JSON of the TargetSetting
  confirmed INTEGER NOT NULL,                -- 1: direction and class are settled
  outcome TEXT NOT NULL,                     -- JSON of the Outcome entered for the verdict; '' for none
  version INTEGER NOT NULL,
  PRIMARY KEY (task_id, target_key)
);
CREATE INDEX target_setting_by_plan ON target_setting (plan_id);

-- Every change of it: facts, never changed.
CREATE TABLE target_fact (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  target_key TEXT NOT NULL,
  what TEXT NOT NULL,                        -- setting, confirm, outcome
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX target_fact_by_task ON target_fact (task_id, target_key, id);

-- A unit's break-down of a task (分解): a draft that it writes, and from its acceptance on a baseline.
CREATE TABLE break_down (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  accepted_on TEXT NOT NULL,                 -- '': not yet
  accepted_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (task_id, unit_id)
);
CREATE INDEX break_down_by_plan ON break_down (plan_id);

CREATE TABLE measure (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  baseline TEXT NOT NULL,                    -- the text as accepted; '' before, and for what came later
  dropped INTEGER NOT NULL                   -- 1: taken out after acceptance; it stays visible
);
CREATE INDEX measure_by_task ON measure (task_id, unit_id, position);

CREATE TABLE milestone (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  measure_id INTEGER,                        -- of which measure; NULL: of the task as a whole
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  deliverable TEXT NOT NULL,
  due TEXT NOT NULL,
  weight REAL NOT NULL,
  accepted INTEGER NOT NULL,                 -- 1: counts for lights
  dropped INTEGER NOT NULL,
  baseline_name TEXT NOT NULL,               -- these four as accepted; '' and 0 before, and for what came later
  baseline_deliverable TEXT NOT NULL,
  baseline_due TEXT NOT NULL,
  baseline_weight REAL NOT NULL,
  claimed_on TEXT NOT NULL,                  -- the unit says that it is done
  claimed_at TEXT NOT NULL,                  -- the day on which it said so
  claimed_by TEXT NOT NULL,
  claim TEXT NOT NULL,                       -- what it rests on
  done_on TEXT NOT NULL,                     -- accepted by the office
  done_by TEXT NOT NULL,
  returned TEXT NOT NULL,                    -- why the office did not accept it, last
  version INTEGER NOT NULL
);
CREATE INDEX milestone_by_task ON milestone (task_id, unit_id, position);
CREATE INDEX milestone_by_plan ON milestone (plan_id, due);

-- Changes after acceptance, claims and their acceptance: facts, never changed.
CREATE TABLE milestone_fact (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  milestone_id INTEGER,                      -- NULL: of a measure, or of the whole break-down
  what TEXT NOT NULL,                        -- accepted, added, changed, dropped, claimed, done, returned
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX milestone_fact_by_task ON milestone_fact (task_id, id);

-- The office's own rules over the packed ones; the newest of a kind is in force.
CREATE TABLE rule_set (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                        -- limits, lights, verdicts
  text TEXT NOT NULL,                        -- '': the packed rules alone
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX rule_set_by_kind ON rule_set (government_id, kind, id);
