-- A proposal keeps no spans: those of another reading point into another text than the frozen row's.
ALTER TABLE proposal DROP COLUMN spans;
