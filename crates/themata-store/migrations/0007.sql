-- One row for each theme that somebody put somewhere on the thematic map: how far from its left
-- and from its upper edge, in pixels of the map as it is drawn.
CREATE TABLE map_place (
    theme INTEGER PRIMARY KEY REFERENCES theme (id),
    x INTEGER NOT NULL CHECK (x >= 0),
    y INTEGER NOT NULL CHECK (y >= 0)
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
