-- Speakers may be called otherwise than the transcript spells them, and have roles.
CREATE TABLE speaker_2 (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    heard_as TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT CHECK (role IN ('interviewer', 'participant')),
    PRIMARY KEY (document, version, place),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

INSERT INTO speaker_2 SELECT document, version, place, name, name, NULL FROM speaker;

DROP TABLE speaker;

ALTER TABLE speaker_2 RENAME TO speaker;

-- One row for each version of which it is known how it came about: the part of the file that
-- it is if it is not the whole, what read it, and what was decided, a JSON array of texts.
CREATE TABLE provenance (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    part TEXT,
    reader TEXT,
    decisions TEXT NOT NULL,
    PRIMARY KEY (document, version),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each value of an attribute for a speaker of a version, written as its kind says.
CREATE TABLE speaker_value (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    attribute INTEGER NOT NULL REFERENCES attribute (id),
    value TEXT NOT NULL,
    PRIMARY KEY (document, version, place, attribute),
    FOREIGN KEY (document, version, place) REFERENCES speaker (document, version, place)
) STRICT, WITHOUT ROWID;

-- One row for each part of a version that a heading or a question opens; `number` counts from
-- 1 in the order of the text. Sections of lower levels lie in those of higher ones.
CREATE TABLE section (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    level INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('heading', 'question')),
    title TEXT NOT NULL,
    PRIMARY KEY (document, version, number),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each page of the source of a version that has words, in the order of the text.
CREATE TABLE page (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    number INTEGER NOT NULL,
    PRIMARY KEY (document, version, place),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each remark on a document, or on a stretch of its current version.
CREATE TABLE memo (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER,
    "end" INTEGER,
    author TEXT,
    at TEXT,
    words TEXT NOT NULL,
    CHECK ((start IS NULL) = ("end" IS NULL)),
    CHECK (start <= "end")
) STRICT;
