-- The file of a study, version 7. This is the format's document: every table says what one
-- row of it is. Positions are code points, half-open, in the document's current version.
-- Hashes are SHA-256 in lower-case hexadecimal digits; times are RFC 3339 in UTC.

-- One row: the study itself.
CREATE TABLE study (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    title TEXT NOT NULL,
    codebook_title TEXT NOT NULL,
    codebook_rules TEXT NOT NULL
) STRICT;

-- One row for each action, in the order in which they happened. Rows are only ever added.
-- `changes` is JSON; it is empty where `target` says which operation was undone or done again.
CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    coder TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES operation (id),
    summary TEXT NOT NULL,
    reason TEXT,
    changes TEXT,
    CHECK ((kind = 'do') = (target IS NULL)),
    CHECK ((kind = 'do') = (changes IS NOT NULL))
) STRICT;

-- One row for each file as it was received. Rows are only ever added, so that an import that
-- was undone can be done again.
CREATE TABLE source (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- One row for each text that was cut from a source. Rows are only ever added.
CREATE TABLE text (
    hash TEXT PRIMARY KEY,
    words TEXT NOT NULL
) STRICT;

-- One row for each one whose codings are kept apart.
CREATE TABLE coder (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind TEXT NOT NULL CHECK (kind IN ('human', 'consensus', 'machine'))
) STRICT;

-- One row for each code that there ever was; `id` is its place in the codebook. Examples are
-- a JSON array of texts.
CREATE TABLE code (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    definition TEXT NOT NULL,
    use_when TEXT NOT NULL,
    do_not_use_when TEXT NOT NULL,
    examples TEXT NOT NULL,
    colour TEXT,
    parent INTEGER,
    assignable INTEGER NOT NULL CHECK (assignable IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('active', 'retired', 'merged')),
    merged_into INTEGER,
    CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT;

-- One row for each typed column over the documents.
CREATE TABLE attribute (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'boolean'))
) STRICT;

-- One row for each document; `version` is the current one.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    version INTEGER NOT NULL
) STRICT;

-- One row for each state of a document's text.
CREATE TABLE version (
    document INTEGER NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    source_name TEXT NOT NULL,
    source_hash TEXT NOT NULL REFERENCES source (hash),
    format TEXT NOT NULL,
    encoding TEXT,
    text_hash TEXT NOT NULL REFERENCES text (hash),
    length INTEGER NOT NULL,
    words INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each one who speaks in a version; `place` counts from 0. `heard_as` is the name
-- in the transcript, `name` the one that the study gives.
CREATE TABLE speaker (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    heard_as TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT CHECK (role IN ('interviewer', 'participant')),
    PRIMARY KEY (document, version, place),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each turn of a version; `number` counts from 1, times are milliseconds.
CREATE TABLE turn (
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    speaker INTEGER,
    start_ms INTEGER,
    end_ms INTEGER,
    PRIMARY KEY (document, version, number),
    FOREIGN KEY (document, version) REFERENCES version (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each value of an attribute for a document, written as its kind says.
CREATE TABLE value (
    document INTEGER NOT NULL REFERENCES document (id),
    attribute INTEGER NOT NULL REFERENCES attribute (id),
    value TEXT NOT NULL,
    PRIMARY KEY (document, attribute)
) STRICT, WITHOUT ROWID;

-- One row for each stretch that at least one coding is on, with its words and what stands
-- before and behind them, so that a position that has gone wrong is always noticed.
CREATE TABLE excerpt (
    document INTEGER NOT NULL REFERENCES document (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL,
    before TEXT NOT NULL,
    behind TEXT NOT NULL,
    PRIMARY KEY (document, start, "end")
) STRICT, WITHOUT ROWID;

-- One row for each code that a coder applied to an excerpt; `weight` says how strong or
-- important the excerpt is for the code, and is empty if the coder said nothing.
CREATE TABLE coding (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    code INTEGER NOT NULL REFERENCES code (id),
    coder INTEGER NOT NULL REFERENCES coder (id),
    valence TEXT CHECK (valence IN ('barrier', 'facilitator')),
    memo TEXT,
    weight INTEGER CHECK (weight BETWEEN 0 AND 100),
    FOREIGN KEY (document, start, "end") REFERENCES excerpt (document, start, "end")
) STRICT;

-- Finds the codings on an excerpt, and whether it still has any.
CREATE INDEX coding_by_place ON coding (document, start, "end");

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

-- One row for each memo: a comment that came with a file, or what a coder wrote. It is on a
-- document or a stretch of its current version, on a code or, if on neither, on the study: an
-- entry of the journal. `own` says whether a coder wrote it here.
CREATE TABLE memo (
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

-- One row for each theme that somebody put somewhere on the thematic map: how far from its left
-- and from its upper edge, in pixels of the map as it is drawn.
CREATE TABLE map_place (
    theme INTEGER PRIMARY KEY REFERENCES theme (id),
    x INTEGER NOT NULL CHECK (x >= 0),
    y INTEGER NOT NULL CHECK (y >= 0)
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

-- One row for each view of the analysis that somebody put on the study's board. `place` is where
-- it stands there, `page` the word of its page, `parameters` what is asked there: pairs of name
-- and value in order.
CREATE TABLE board_view (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    page TEXT NOT NULL,
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    title TEXT NOT NULL,
    note TEXT,
    by TEXT,
    at TEXT NOT NULL
) STRICT;
