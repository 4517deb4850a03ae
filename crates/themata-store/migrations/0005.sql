-- How strong or important an excerpt is for the code, if the coder said so.
ALTER TABLE coding ADD COLUMN weight INTEGER CHECK (weight BETWEEN 0 AND 100);
