-- The unit of the register that a name likely means, where the name is not known.
ALTER TABLE finding ADD COLUMN unit_id INTEGER REFERENCES unit (id);
