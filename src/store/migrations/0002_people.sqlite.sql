-- The log only grows: a second lock behind the chain, against mistakes of our own.

CREATE TRIGGER log_entry_is_kept BEFORE DELETE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER log_entry_is_not_changed BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER log_entry_follows BEFORE INSERT ON log_entry
WHEN NEW.no <> (SELECT coalesce(max(no), 0) + 1 FROM log_entry WHERE government_id = NEW.government_id)
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER log_head_is_kept BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER log_head_goes_forward BEFORE UPDATE ON log_head
WHEN NEW.no <> OLD.no + 1
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
