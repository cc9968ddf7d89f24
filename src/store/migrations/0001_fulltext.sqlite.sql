-- Full text of the tasks, by the tokenizer `pairs` (src/store/pairs.cc). PostgreSQL has its own file of this number.
CREATE VIRTUAL TABLE task_fulltext USING fts5 (text, names, tokenize = 'pairs');
