-- One row for each query that is kept under a name.
CREATE TABLE saved_query (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,
    note TEXT,
    by TEXT,
    at TEXT NOT NULL
) STRICT;

-- One row for each theme: what codes add up to. `place` is where it stands among the themes.
CREATE TABLE theme (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL UNIQUE COLLATE NOCASE,
    statement TEXT NOT NULL,
    place INTEGER NOT NULL
) STRICT;

-- One row for each code that is a member of a theme; `place` counts from 0.
CREATE TABLE theme_member (
    theme INTEGER NOT NULL REFERENCES theme (id),
    place INTEGER NOT NULL,
    code INTEGER NOT NULL REFERENCES code (id),
    PRIMARY KEY (theme, place),
    UNIQUE (theme, code)
) STRICT, WITHOUT ROWID;

-- One row for each excerpt that speaks for a theme or against it; `place` counts from 0.
CREATE TABLE evidence (
    theme INTEGER NOT NULL REFERENCES theme (id),
    place INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    side TEXT NOT NULL CHECK (side IN ('for', 'against')),
    note TEXT,
    PRIMARY KEY (theme, place)
) STRICT, WITHOUT ROWID;

-- One row for each cell of the framework matrix that something was written in. Its row is a
-- document or the documents of a value, its column a theme or a code. A value is empty for the
-- documents that have none.
CREATE TABLE summary (
    id INTEGER PRIMARY KEY,
    document INTEGER REFERENCES document (id),
    attribute INTEGER REFERENCES attribute (id),
    value TEXT,
    theme INTEGER REFERENCES theme (id),
    code INTEGER REFERENCES code (id),
    words TEXT NOT NULL,
    by TEXT,
    at TEXT NOT NULL,
    CHECK ((document IS NULL) <> (attribute IS NULL)),
    CHECK ((attribute IS NULL) = (value IS NULL)),
    CHECK ((theme IS NULL) <> (code IS NULL))
) STRICT;

-- A cell has at most one summary.
CREATE UNIQUE INDEX summary_by_cell ON summary (
    coalesce(document, 0), coalesce(attribute, 0), coalesce(value, '') COLLATE NOCASE,
    coalesce(theme, 0), coalesce(code, -1)
);

-- One row for each excerpt that a summary rests on; `place` counts from 0.
CREATE TABLE summary_excerpt (
    summary INTEGER NOT NULL REFERENCES summary (id),
    place INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    PRIMARY KEY (summary, place)
) STRICT, WITHOUT ROWID;

-- One row for each proposal of a machine coder that a person turned down.
CREATE TABLE rejection (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    code INTEGER NOT NULL REFERENCES code (id),
    machine INTEGER NOT NULL REFERENCES coder (id),
    by TEXT,
    at TEXT NOT NULL,
    reason TEXT
) STRICT;
