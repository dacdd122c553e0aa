// Forgets contents of knowledge that nothing can bring back: no source, undo step or version names them.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';

const mentions = [
  'SELECT 1 FROM knowledge_source WHERE instr(data, ?) > 0',
  'SELECT 1 FROM change WHERE instr(forward, ?) > 0',
  'SELECT 1 FROM change WHERE instr(backward, ?) > 0',
  'SELECT 1 FROM version WHERE instr(document, ?) > 0',
] as const;

/** For a project that is just being opened: what an import is about to name is not mentioned yet. */
export function pruneKnowledge(database: Database): void {
  const statements = mentions.map((sql) => database.prepare(`${sql} LIMIT 1`).pluck());
  const store = new KnowledgeStore(database);
  const isNamed = (hash: string): boolean =>
    statements.some((statement) => z.unknown().parse(statement.get(hash)) !== undefined);
  store.prune(store.contentHashes().filter((hash) => !isNamed(hash)));
}
