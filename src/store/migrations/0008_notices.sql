-- Notices, urging, reminders, mail, second factor. The same rules of writing as in 0001.

ALTER TABLE account ADD COLUMN email TEXT NOT NULL DEFAULT '';

-- ---------------------------------------------------------------------------------------------------------------
-- Second factor (RFC 6238). Secrets are sealed (src/store/seal.h), recovery codes are kept as SHA-256 only.

CREATE TABLE second_factor (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  secret TEXT NOT NULL,                      -- sealed
  made_at INTEGER NOT NULL,
  confirmed_at INTEGER,                      -- NULL: shown, not yet proved; log-in does not ask for it
  last_step INTEGER NOT NULL                 -- the newest time step whose code was taken: none is taken twice
);

CREATE TABLE recovery_code (
  account_id INTEGER NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (account_id, code_hash)
);

-- Roles that must have one. No row: none.
CREATE TABLE second_factor_rule (
  government_id INTEGER PRIMARY KEY,
  roles TEXT NOT NULL,                       -- words of roles, parted by spaces
  version INTEGER NOT NULL
);

-- ---------------------------------------------------------------------------------------------------------------
-- Mail: the server, and the queue. A mail is written in the transaction of what it tells.

CREATE TABLE mail_server (
  government_id INTEGER PRIMARY KEY,
  enabled INTEGER NOT NULL,
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  tls TEXT NOT NULL,                         -- none, starttls, tls
  sender TEXT NOT NULL,                      -- address
  sender_name TEXT NOT NULL,
  user_name TEXT NOT NULL,                   -- '': the server asks for none
  password TEXT NOT NULL,                    -- sealed; '': none
  page_address TEXT NOT NULL,                -- https://duban.example.gov.cn, for links; '': no links
  keep_days INTEGER NOT NULL,                -- a mail that could not go out for so long has failed
  version INTEGER NOT NULL,
  -- how the last meeting with the server went
  failures INTEGER NOT NULL DEFAULT 0,       -- in a row
  next_try_at INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',
  last_error_at INTEGER,
  last_good_at INTEGER
);

CREATE TABLE mail (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,               -- 0: to no account (a test)
  address TEXT NOT NULL,
  kind TEXT NOT NULL,                        -- reminder, notice, urge …: as of the message it tells
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  message_id TEXT NOT NULL,                  -- the same at every try, so that a server knows a repetition
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,                       -- waiting, sending, sent, failed
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL,              -- waiting: not before; sending: taken back after
  since INTEGER NOT NULL,                    -- keep_days count from here: made, or told to try again
  last_words TEXT NOT NULL DEFAULT '',       -- the server's
  done_at INTEGER
);
CREATE INDEX mail_by_state ON mail (government_id, state, next_try_at);

-- ---------------------------------------------------------------------------------------------------------------
-- Messages in the page: what is new for a person.

CREATE TABLE message (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  plan_id INTEGER NOT NULL,                  -- 0: of none
  task_id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER
);
CREATE INDEX message_by_account ON message (account_id, id);
CREATE INDEX message_unread ON message (account_id) WHERE read_at IS NULL;

-- ---------------------------------------------------------------------------------------------------------------
-- What the program does by itself, once: which day each job was done for.

CREATE TABLE day_job (
  government_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  done_for TEXT NOT NULL,                    -- the day in China
  done_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (government_id, job)
);

-- A reminder that went out: each of 30, 15, 7, 1 day before a due date once.
CREATE TABLE reminder (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  due TEXT NOT NULL,
  days INTEGER NOT NULL,
  sent_on TEXT NOT NULL,
  PRIMARY KEY (task_id, unit_id, due, days)
);
CREATE INDEX reminder_by_unit ON reminder (unit_id, sent_on);

-- ---------------------------------------------------------------------------------------------------------------
-- Supervision notices (督办单).

-- What a person wrote in place of the program's text, until the notice is issued.
CREATE TABLE notice_text (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  colour TEXT NOT NULL,
  text TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (task_id, unit_id, colour)
);

CREATE TABLE notice (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  unit TEXT NOT NULL,                        -- its name on the day
  colour TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,                   -- 督〔2026〕1号: within the year, without gaps
  text TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  signer TEXT NOT NULL,                      -- 签发人
  account_id INTEGER NOT NULL,               -- who issued it
  account TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  answer_by TEXT NOT NULL,
  state TEXT NOT NULL,                       -- issued, answered, returned, accepted
  answered_on TEXT NOT NULL,                 -- the day of the answer that stands; '': none, or it was returned
  version INTEGER NOT NULL,
  UNIQUE (government_id, year, number)
);
CREATE INDEX notice_by_plan ON notice (plan_id, state);
CREATE INDEX notice_by_task ON notice (task_id);
CREATE INDEX notice_by_unit ON notice (unit_id, state);

CREATE TABLE notice_answer (
  government_id INTEGER NOT NULL,
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  no INTEGER NOT NULL,
  text TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  filled_in INTEGER NOT NULL,                -- by the office (代填)
  at INTEGER NOT NULL,
  late INTEGER NOT NULL,
  verdict TEXT NOT NULL,                     -- '', accepted, returned
  verdict_reason TEXT NOT NULL,
  verdict_by TEXT NOT NULL,
  verdict_at INTEGER,
  PRIMARY KEY (notice_id, no)
);

-- 约谈: proposed with a notice, a person decides.
CREATE TABLE talk (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  proposed_on TEXT NOT NULL,
  state TEXT NOT NULL,                       -- proposed, held, not_held
  held_on TEXT NOT NULL,
  words TEXT NOT NULL,
  account TEXT NOT NULL,
  decided_at INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX talk_by_plan ON talk (plan_id, state);

-- 催办
CREATE TABLE urging (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL REFERENCES task (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  urged_on TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX urging_by_unit ON urging (unit_id, urged_on);
CREATE INDEX urging_by_task ON urging (task_id);

-- The secret address of a person's calendar feed; a new one ends the old.
CREATE TABLE calendar_feed (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  token_hash TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,
  last_read_at INTEGER
);
