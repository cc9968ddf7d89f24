-- People, their rights, and the log of what everybody did. The same rules of writing as in 0001.

CREATE TABLE account (
  government_id INTEGER NOT NULL REFERENCES government (id),
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,                    -- the name in lower case: no two accounts differ by case only
  display_name TEXT NOT NULL,
  unit_id INTEGER,                           -- of the unit register
  leader TEXT NOT NULL DEFAULT '',           -- the leader's name as the papers print it
  state TEXT NOT NULL DEFAULT 'active',      -- active, disabled
  password_hash TEXT NOT NULL,               -- Argon2id, libsodium's string form
  password_set_at INTEGER NOT NULL,
  one_time INTEGER NOT NULL,                 -- 1: to be changed at the next log-in
  last_login_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (government_id, name_key)
);

CREATE TABLE account_role (
  government_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  PRIMARY KEY (account_id, role)
);

-- Hashes of former passwords, the newest few, so that none of them comes back.
CREATE TABLE password_history (
  account_id INTEGER NOT NULL REFERENCES account (id),
  set_at INTEGER NOT NULL,
  password_hash TEXT NOT NULL
);
CREATE INDEX password_history_by_account ON password_history (account_id, set_at);

-- Failures by the name that was typed, whether an account has it or not: a lock tells nobody which names exist.
CREATE TABLE login_failure (
  government_id INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  locked_until INTEGER NOT NULL,
  PRIMARY KEY (government_id, name_key)
);

-- Secrets are kept as SHA-256 only: a copy of the database lets nobody in.
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE api_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  expires_on TEXT NOT NULL,                  -- the last day it works
  last_used_at INTEGER
);
CREATE INDEX api_token_by_account ON api_token (account_id);

-- Counted up by everything that takes a right, a session or a token away, so that each process knows when what it
-- remembers of people is old.
CREATE TABLE people_epoch (
  government_id INTEGER PRIMARY KEY,
  value INTEGER NOT NULL
);
INSERT INTO people_epoch (government_id, value) VALUES (1, 1);

-- The first answer to each Idempotency-Key, for a day.
CREATE TABLE idempotency (
  account_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,                -- of method, path, query and body
  created_at INTEGER NOT NULL,
  status INTEGER NOT NULL,                   -- 0: the first one still runs, or died
  answer TEXT NOT NULL DEFAULT '',           -- JSON: content type, headers
  body BLOB,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_by_time ON idempotency (created_at);

-- One chain a government; see src/store/log.h.
CREATE TABLE log_entry (
  government_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,               -- 0: the operator of the machine, or nobody yet
  account TEXT NOT NULL,
  origin TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (government_id, no)
);
CREATE INDEX log_entry_by_object ON log_entry (government_id, object, no);
CREATE INDEX log_entry_by_account ON log_entry (government_id, account, no);

-- The newest entry of each chain, so that entries cut off at the end show too.
CREATE TABLE log_head (
  government_id INTEGER PRIMARY KEY,
  no INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL
);
