-- Exported states, merges, snapshots, bulletins. The same rules of writing as in 0001. Days are ISO 8601 text.

-- What a workbook held when it went out, to be compared with what comes back. Never changed.
CREATE TABLE ledger_export (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  secret TEXT NOT NULL,                      -- the second half of the number in the workbook
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL                        -- JSON of the TripBook (exports/round_trip.h)
);
CREATE INDEX ledger_export_by_plan ON ledger_export (plan_id, id);

-- A workbook that came back: what it would change, until a person confirms or drops it. The workbook itself is kept by
-- its sum beside the papers.
CREATE TABLE ledger_merge (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  export_id INTEGER NOT NULL REFERENCES ledger_export (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,                       -- open, applied, dropped
  items TEXT NOT NULL,                       -- JSON: cells with base, present and returned value, and the choice made
  notes TEXT NOT NULL,                       -- JSON: what was not read, and why
  document TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  applied INTEGER NOT NULL DEFAULT 0,        -- how many cells
  settled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX ledger_merge_by_plan ON ledger_merge (plan_id, id);
CREATE INDEX ledger_merge_by_account ON ledger_merge (account_id, state);

-- The state of plans on a day: everything that a bulletin's figures are made from. Never changed; sha256 is of body.
CREATE TABLE snapshot (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  on_day TEXT NOT NULL,
  round_id INTEGER,
  round_title TEXT NOT NULL,
  plans TEXT NOT NULL,                       -- JSON: their ids
  tasks INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL                         -- JSON of the Snapshot (exports/snapshot.h)
);
CREATE INDEX snapshot_by_day ON snapshot (government_id, on_day);

CREATE TABLE bulletin (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  previous_id INTEGER REFERENCES snapshot (id),
  state TEXT NOT NULL,                       -- draft, issued, dropped
  text TEXT NOT NULL,                        -- JSON of the BulletinText (exports/bulletin.h)
  organ_code TEXT NOT NULL,
  number_year INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT 0,         -- 0 until it is issued
  issued_on TEXT NOT NULL DEFAULT '',
  issued_by TEXT NOT NULL DEFAULT '',
  issued_at INTEGER,
  sha256 TEXT NOT NULL DEFAULT '',           -- of the DOCX as issued, kept beside the papers
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX bulletin_by_state ON bulletin (government_id, state, id);
CREATE UNIQUE INDEX bulletin_number ON bulletin (government_id, organ_code, number_year, number) WHERE number > 0;

-- Who did what to it: facts, never changed.
CREATE TABLE bulletin_event (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bulletin_id INTEGER NOT NULL REFERENCES bulletin (id),
  at INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,                      -- make, edit, issue, drop
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL
);
CREATE INDEX bulletin_event_by_bulletin ON bulletin_event (bulletin_id, id);
