-- Papers side by side: clauses of reports, links between papers, and what people decided of them. The same rules of
-- writing as in 0001.

-- Derived: the sentences of a report, in its order.
CREATE TABLE clause (
  government_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  section TEXT NOT NULL,                     -- labels joined by /
  class TEXT NOT NULL,                       -- commitment, preamble, closing, review
  text TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (plan_id, position)
);

-- That two papers were put side by side is a fact; what was found is derived, and made again where the stamp of either
-- paper, or of the program's way of aligning, is another.
CREATE TABLE alignment (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_plan_id INTEGER NOT NULL REFERENCES plan (id),
  to_plan_id INTEGER NOT NULL REFERENCES plan (id),
  version INTEGER NOT NULL DEFAULT 1,        -- rises with what people decide
  -- derived
  kind TEXT NOT NULL,                        -- trace, years, levels, annex, outcomes
  stamp TEXT NOT NULL,                       -- '' until it is made
  made_at INTEGER NOT NULL,
  body TEXT NOT NULL,                        -- JSON members: uncovered, shares
  remarks TEXT NOT NULL,                     -- JSON: [zh, en] of each
  UNIQUE (government_id, from_plan_id, to_plan_id)
);
CREATE INDEX alignment_by_later ON alignment (to_plan_id);

-- Derived. An end is a task, or a clause by its position.
CREATE TABLE alignment_link (
  government_id INTEGER NOT NULL,
  alignment_id INTEGER NOT NULL REFERENCES alignment (id),
  position INTEGER NOT NULL,
  from_task_id INTEGER,
  from_clause INTEGER,
  to_task_id INTEGER,
  to_clause INTEGER,
  type TEXT NOT NULL,                        -- same, related
  score REAL NOT NULL,
  why_zh TEXT NOT NULL,
  why_en TEXT NOT NULL,
  details TEXT NOT NULL,                     -- JSON members: shared, targets, diff, parts, drift, promise
  PRIMARY KEY (alignment_id, position)
);
CREATE INDEX alignment_link_by_earlier ON alignment_link (from_task_id);
CREATE INDEX alignment_link_by_later ON alignment_link (to_task_id);

-- What a person decided about one link: a fact, anchored by the words of both ends, kept for ever. A later one about the
-- same ends stands before it; one that was withdrawn counts for nothing.
CREATE TABLE link_fact (
  government_id INTEGER NOT NULL,
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  alignment_id INTEGER NOT NULL REFERENCES alignment (id),
  action TEXT NOT NULL,                      -- confirm, correct, add, remove
  type TEXT NOT NULL,                        -- same, related
  from_task_id INTEGER,                      -- where the words stand now; both NULL: they are not found any more
  from_clause INTEGER,
  from_list TEXT NOT NULL,                   -- of a task: its list, number and text as read; of a clause: '', section, text
  from_no TEXT NOT NULL,
  from_words TEXT NOT NULL,
  from_begin INTEGER NOT NULL,
  from_end INTEGER NOT NULL,
  from_reader INTEGER NOT NULL,
  to_task_id INTEGER,
  to_clause INTEGER,
  to_list TEXT NOT NULL,
  to_no TEXT NOT NULL,
  to_words TEXT NOT NULL,
  to_begin INTEGER NOT NULL,
  to_end INTEGER NOT NULL,
  to_reader INTEGER NOT NULL,
  machine TEXT NOT NULL,                     -- what the program said then: same 0.93; '' where it saw no link
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX link_fact_by_alignment ON link_fact (alignment_id, id);
CREATE INDEX link_fact_by_earlier ON link_fact (from_task_id);
CREATE INDEX link_fact_by_later ON link_fact (to_task_id);

-- The stamp of a plan's rows without reading them.
CREATE INDEX task_version_by_plan ON task (plan_id, version);
