// A database of knowledge in memory, and documents to put into it.
import Database from 'better-sqlite3';
import { cutDocument } from './cut-passages.ts';
import type { CutDocument } from './knowledge-document.ts';
import { knowledgeTables, vectorTables } from './knowledge-tables.ts';

export function knowledgeDatabase(): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  database.exec(knowledgeTables + vectorTables);
  return database;
}

/** A document of paragraphs; those that begin with "# " are headings. */
export function documentOf(title: string, ...paragraphs: readonly string[]): CutDocument {
  return cutDocument({
    title,
    url: null,
    blocks: paragraphs.map((text) =>
      text.startsWith('# ')
        ? { kind: 'heading', level: 2, text: text.slice(2), anchor: null }
        : { kind: 'text', text, page: null },
    ),
  });
}
