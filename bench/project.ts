// How fast a project file takes edits and opens, against bare SQLite in the same run on the same disk.
// `node bench/project.ts` prints one JSON line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createProject } from '#host/project/create-project.ts';
import { openProject } from '#host/project/open-project.ts';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { editSchema } from '#shared/model/edit.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';

const stepCount = 1000;
const rounds = 5;
const content = 'Hello {{user.name}}, thank you for writing to us. How can we help you today? '.repeat(4);

function largeProject(): ProjectDocument {
  const empty = emptyProject('Bench', 'bench');
  const ids = Array.from({ length: stepCount }, (_, index) => `step${index}`);
  return projectDocumentSchema.parse({
    ...empty,
    steps: ids.map((id) => ({ id, workflowId: 'main', kind: 'reply', settings: { content } })),
    edges: ids
      .slice(1)
      .map((to, index) => ({ id: `edge${index}`, from: { stepId: ids[index], port: 'next' }, to })),
  });
}

/** Milliseconds per call of each, the median of rounds in which they take turns, so that the disk's mood hits both. */
function compare<Name extends string>(
  count: number,
  runs: Readonly<Record<Name, (index: number) => void>>,
): (name: Name) => number {
  const perCall = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries<(index: number) => void>(runs)) {
      const started = performance.now();
      for (let index = 0; index < count; index += 1) run(round * count + index);
      perCall.set(name, [...(perCall.get(name) ?? []), (performance.now() - started) / count]);
    }
  }
  return (name) =>
    (perCall.get(name) ?? []).toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'dialogram-bench-'));
try {
  const path = join(folder, 'bench.dialogram');
  const project = createProject(path, largeProject());
  const step = project.document().steps[0];

  const bare = new Database(join(folder, 'bare.db'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE step (id TEXT PRIMARY KEY, data TEXT NOT NULL)');
  const put = bare.prepare('INSERT OR REPLACE INTO step VALUES (?, ?)');

  const moved = (x: number) => ({ ...step, position: { x, y: 0 } });
  const writing = compare(100, {
    edit(index) {
      project.edit(
        editSchema.parse({
          editId: `edit${index}`,
          baseRev: project.rev,
          label: 'Move step',
          patches: [{ collection: 'steps', id: 'step0', value: moved(index) }],
        }),
      );
    },
    bare: (index) => put.run('step0', JSON.stringify(moved(index))),
  });
  project.close();
  bare.close();

  const opening = compare(5, {
    open: () => openProject(path).close(),
    read: () => openProject(path, { readOnly: true }).close(),
    bare() {
      const database = new Database(path, { readonly: true });
      for (const table of ['step', 'edge']) database.prepare(`SELECT data FROM ${table}`).pluck().all();
      database.close();
    },
  });

  const round = (value: number) => Math.round(value * 100) / 100;
  const line = {
    steps: stepCount,
    editsPerSecond: Math.round(1000 / writing('edit')),
    editMs: round(writing('edit')),
    bareTransactionMs: round(writing('bare')),
    editRatio: round(writing('edit') / writing('bare')),
    openMs: round(opening('open')),
    readOnlyMs: round(opening('read')),
    bareReadMs: round(opening('bare')),
    openRatio: round(opening('open') / opening('bare')),
  };
  console.log(JSON.stringify(line));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
