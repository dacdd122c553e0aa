// The tables of knowledge, in a project file or a database of their own.
// Invariants: rows are found by the hash of what they hold and never change; a document counts once `is_complete`, a content
// once it is there, so whatever a killed process leaves is not seen and goes with the next `prune`.

/**
 * What passages mean to a model, for searching by meaning: their vectors in whole numbers, and the signs of these, which are compared
 * first. A passage has the vector of one model. Released form, too.
 */
export const vectorTables = `
  CREATE TABLE knowledge_vector (
    passage_id INTEGER PRIMARY KEY REFERENCES knowledge_passage (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vector BLOB NOT NULL
  ) STRICT;
  CREATE TABLE knowledge_vector_signs (
    passage_id INTEGER PRIMARY KEY REFERENCES knowledge_passage (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    document_id INTEGER NOT NULL,
    signs BLOB NOT NULL
  ) STRICT;
`;

/** Released form: a change of it is a migration. */
export const knowledgeTables = `
  CREATE TABLE knowledge_document (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    url TEXT,
    characters INTEGER NOT NULL,
    is_complete INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE knowledge_passage (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES knowledge_document (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    headings TEXT NOT NULL,
    page INTEGER,
    anchor TEXT,
    text TEXT NOT NULL,
    terms TEXT NOT NULL,
    UNIQUE (document_id, place)
  ) STRICT;
  CREATE TABLE knowledge_content (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE knowledge_content_document (
    content_id INTEGER NOT NULL REFERENCES knowledge_content (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    document_id INTEGER NOT NULL REFERENCES knowledge_document (id),
    PRIMARY KEY (content_id, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX knowledge_content_of_document ON knowledge_content_document (document_id);
  CREATE VIRTUAL TABLE knowledge_index USING fts5 (
    title, headings, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
  );
  CREATE VIRTUAL TABLE knowledge_vocabulary USING fts5vocab (knowledge_index, 'row');
`;
