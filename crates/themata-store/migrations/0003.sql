-- One row for each frozen state of the codebook; `codes` is a JSON array of what each code was.
CREATE TABLE codebook_version (
    number INTEGER PRIMARY KEY,
    by TEXT,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    title TEXT NOT NULL,
    rules TEXT NOT NULL,
    codes TEXT NOT NULL
) STRICT;

-- One row for each pass over a sample of documents. `draw` is how they were chosen, in JSON.
CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    codebook_version INTEGER REFERENCES codebook_version (number),
    blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
    opened INTEGER NOT NULL CHECK (opened IN (0, 1)),
    draw TEXT NOT NULL
) STRICT;

-- One row for each document that a coder is to code in a round.
CREATE TABLE assignment (
    round INTEGER NOT NULL REFERENCES round (id),
    document INTEGER NOT NULL REFERENCES document (id),
    coder INTEGER NOT NULL REFERENCES coder (id),
    state TEXT NOT NULL CHECK (state IN ('assigned', 'started', 'finished', 'excused')),
    PRIMARY KEY (round, document, coder)
) STRICT, WITHOUT ROWID;

-- One row for each question to the team, on a code or on a document or a stretch of its
-- current version; `settled_at` says since when it is settled.
CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    code INTEGER REFERENCES code (id),
    document INTEGER REFERENCES document (id),
    start INTEGER,
    "end" INTEGER,
    author TEXT,
    at TEXT NOT NULL,
    words TEXT NOT NULL,
    settled_by TEXT,
    settled_at TEXT,
    CHECK ((code IS NULL) <> (document IS NULL)),
    CHECK ((start IS NULL) = ("end" IS NULL)),
    CHECK (start <= "end")
) STRICT;

-- One row for each answer to a question.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    question INTEGER NOT NULL REFERENCES question (id),
    author TEXT,
    at TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;

-- One row for each decision on a disagreement; `version` is the document's version that the
-- stretches of its claims are of.
CREATE TABLE adjudication (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    version INTEGER NOT NULL,
    round INTEGER REFERENCES round (id),
    decision TEXT NOT NULL
        CHECK (decision IN ('accept', 'both', 'redraw', 'reject', 'put off')),
    by TEXT,
    at TEXT NOT NULL,
    reason TEXT,
    rule TEXT
) STRICT;

-- One row for each coding that was decided on, as it was then. The coding itself may be gone.
CREATE TABLE claim (
    adjudication INTEGER NOT NULL REFERENCES adjudication (id),
    place INTEGER NOT NULL,
    coding INTEGER NOT NULL,
    coder INTEGER NOT NULL,
    code INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    valence TEXT CHECK (valence IN ('barrier', 'facilitator')),
    PRIMARY KEY (adjudication, place)
) STRICT, WITHOUT ROWID;

-- One row for each coding of the consensus coder that came of a decision.
CREATE TABLE yield (
    adjudication INTEGER NOT NULL REFERENCES adjudication (id),
    place INTEGER NOT NULL,
    coding INTEGER NOT NULL,
    PRIMARY KEY (adjudication, place)
) STRICT, WITHOUT ROWID;

-- Finds the decision that a coding came of.
CREATE INDEX yield_by_coding ON yield (coding);
