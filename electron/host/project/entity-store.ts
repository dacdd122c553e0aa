// Entities of a project file as rows: one table per collection, generic over the model's map of collections.
// Invariants: what is read is parsed by the model's schemas; writing the rows a change replaced, in their places,
// brings every table back exactly.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { collectionNames } from '#shared/model/apply-patches.ts';
import { describeIssues } from '#shared/model/check-integrity.ts';
import { type Patch, patchSchema } from '#shared/model/edit.ts';
import { inOrder } from '#shared/model/order.ts';
import {
  type CollectionName,
  type Entity,
  type ProjectDocument,
  projectDocumentSchema,
} from '#shared/model/project.ts';

type TableOwner = Patch['collection'];

const tables = {
  workspace: 'workspace',
  assistants: 'assistant',
  workflows: 'workflow',
  steps: 'step',
  edges: 'edge',
  testUsers: 'test_user',
  knowledgeSources: 'knowledge_source',
  connectors: 'connector',
  integrations: 'integration',
  operations: 'operation',
  actions: 'action',
  recordedConversations: 'recorded_conversation',
  publishTargets: 'publish_target',
  notes: 'note',
  frames: 'frame',
} as const satisfies Record<TableOwner, string>;

/** A patch and the place its entity has in the collection; null = at the end. */
export const placedPatchSchema = z.object({ place: z.int().nullable(), patch: patchSchema });
export type PlacedPatch = z.infer<typeof placedPatchSchema>;

const row = z.object({ seq: z.int(), data: z.string() });
const idRows = z.array(z.object({ seq: z.int(), id: z.string() }));
const texts = z.array(z.string());

interface Statements {
  readonly read: Statement<[string]>;
  readonly remove: Statement<[string]>;
  readonly insert: Statement<[number | null, string, string]>;
}

export class EntityStore {
  readonly #database: Database;
  readonly #statements = new Map<TableOwner, Statements>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The whole project. Throws PROJECT_DAMAGED when what is stored does not fit the model. */
  load(): ProjectDocument {
    const collections = Object.fromEntries(collectionNames.map((name) => [name, this.#readAll(name)]));
    const parsed = projectDocumentSchema.safeParse({
      ...collections,
      format: 'dialogram',
      formatVersion: 1,
      workspace: this.#readAll('workspace')[0],
    });
    if (parsed.success) return parsed.data;
    throw damaged(parsed.error);
  }

  /** The patches that undo `patches`, as long as those have not been written yet. */
  inverse(patches: readonly Patch[]): readonly PlacedPatch[] {
    return patches.map(({ collection, id }) => {
      const found = row.optional().parse(this.#for(collection).read.get(id));
      const value: unknown = found === undefined ? null : JSON.parse(found.data);
      return placedPatchSchema.parse({ place: found?.seq ?? null, patch: { collection, id, value } });
    });
  }

  /** Writes patches, at most one per entity, in whatever order; returns them with the places they got. */
  write(patches: readonly PlacedPatch[]): readonly PlacedPatch[] {
    // All go before any comes, so that two edges can trade their ports in spite of UNIQUE.
    for (const { patch } of patches) this.#for(patch.collection).remove.run(patch.id);
    // What has a place takes it before "at the end" is looked for.
    const placed = patches.filter(({ place }) => place !== null);
    const unplaced = patches.filter(({ place }) => place === null);
    return [...placed, ...unplaced].map((each) => this.#insert(each));
  }

  /** The same document with these collections in the order in which they are stored. */
  inStoredOrder(document: ProjectDocument, names: readonly CollectionName[]): ProjectDocument {
    let next = document;
    for (const name of names) {
      next = { ...next, [name]: inOrder<Entity<CollectionName>>(next[name], [...this.places(name).keys()]) };
    }
    return next;
  }

  /** Which place each entity of a collection has, in their order. */
  places(name: CollectionName): ReadonlyMap<string, number> {
    const select = `SELECT seq, id FROM ${tables[name]} ORDER BY seq`;
    return new Map(idRows.parse(this.#database.prepare(select).all()).map(({ id, seq }) => [id, seq]));
  }

  #readAll(owner: TableOwner): readonly unknown[] {
    const statement = this.#database.prepare(`SELECT data FROM ${tables[owner]} ORDER BY seq`).pluck();
    try {
      return texts.parse(statement.all()).map((data): unknown => JSON.parse(data));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) throw damaged(error);
      throw error;
    }
  }

  #insert({ place, patch }: PlacedPatch): PlacedPatch {
    if (patch.value === null) return { place, patch };
    const { insert } = this.#for(patch.collection);
    const { lastInsertRowid } = insert.run(place, patch.id, JSON.stringify(patch.value));
    return { place: Number(lastInsertRowid), patch };
  }

  #for(owner: TableOwner): Statements {
    const known = this.#statements.get(owner);
    if (known !== undefined) return known;
    const table = tables[owner];
    const made: Statements = {
      read: this.#database.prepare(`SELECT seq, data FROM ${table} WHERE id = ?`),
      remove: this.#database.prepare(`DELETE FROM ${table} WHERE id = ?`),
      insert: this.#database.prepare(`INSERT INTO ${table} (seq, id, data) VALUES (?, ?, ?)`),
    };
    this.#statements.set(owner, made);
    return made;
  }
}

function damaged(cause: z.ZodError | SyntaxError): AppError {
  const why =
    cause instanceof z.ZodError
      ? describeIssues(cause.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
      : cause.message;
  return new AppError(
    'PROJECT_DAMAGED',
    `The project's data is damaged: ${why.slice(0, 1000)} The file was left as it is; restore it from a backup or another copy.`,
    { blame: 'environment', cause },
  );
}
