-- One row for each theme that somebody put somewhere on the thematic map: how far from its left
-- and from its upper edge, in pixels of the map as it is drawn.
CREATE TABLE map_place (
    theme INTEGER PRIMARY KEY REFERENCES theme (id),
    x INTEGER NOT NULL CHECK (x >= 0),
    y INTEGER NOT NULL CHECK (y >= 0)
) STRICT;
