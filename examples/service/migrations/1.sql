CREATE TABLE inventories (
    organisation TEXT    NOT NULL,
    year         TEXT    NOT NULL,
    boundary     TEXT    NOT NULL, -- the organisation with its period, exclusions and entities, as JSON
    puts         INTEGER NOT NULL, -- how often it was stated
    PRIMARY KEY (organisation, year)
);

CREATE TABLE activities (
    organisation TEXT    NOT NULL,
    year         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    inputs       TEXT    NOT NULL, -- the activity in its JSON form
    posts        INTEGER NOT NULL, -- how often it was posted
    PRIMARY KEY (organisation, year, id),
    FOREIGN KEY (organisation, year) REFERENCES inventories
);

CREATE TABLE results (
    organisation TEXT    NOT NULL,
    year         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    number       INTEGER NOT NULL, -- among the results of the activity, from 0
    sha256       TEXT    NOT NULL, -- of the receipt
    receipt      TEXT    NOT NULL, -- canonical JSON, byte for byte
    PRIMARY KEY (organisation, year, id, number),
    FOREIGN KEY (organisation, year, id) REFERENCES activities ON DELETE CASCADE
);

CREATE INDEX results_by_sha256 ON results (sha256);
