-- One row for each memo: a comment that came with a file, or what a coder wrote. It is on a
-- document or a stretch of its current version, on a code or, if on neither, on the study: an
-- entry of the journal. `own` says whether a coder wrote it here.
CREATE TABLE memo_2 (
    id INTEGER PRIMARY KEY,
    document INTEGER REFERENCES document (id),
    start INTEGER,
    "end" INTEGER,
    code INTEGER REFERENCES code (id),
    title TEXT,
    author TEXT,
    at TEXT,
    words TEXT NOT NULL,
    own INTEGER NOT NULL CHECK (own IN (0, 1)),
    CHECK (document IS NULL OR code IS NULL),
    CHECK (document IS NOT NULL OR start IS NULL),
    CHECK ((start IS NULL) = ("end" IS NULL)),
    CHECK (start <= "end")
) STRICT;

INSERT INTO memo_2 SELECT id, document, start, "end", NULL, NULL, author, at, words, 0 FROM memo;

DROP TABLE memo;

ALTER TABLE memo_2 RENAME TO memo;
