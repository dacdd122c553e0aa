// What sources say, in a project file: it is there after a kill, after undo, and for readers.
import { expect, test } from 'vitest';
import { documentOf } from '#shared/drivers/knowledge/knowledge-database.testing.ts';
import { runModule } from '#tests/helpers/node-process.ts';
import { edit, newProjectFile, open, remove } from '#tests/helpers/project-folder.ts';

const document = documentOf('Refunds', 'Within 14 days.');
const putSource = (contentHash: string) => ({
  collection: 'knowledgeSources',
  id: 'help',
  value: { id: 'help', name: 'Help', kind: 'text', contentHash },
});

test('a removed source can be undone, also after the project was closed', async () => {
  const path = newProjectFile();
  const project = open(path);
  const hash = await project.writeKnowledge().keep([document]);
  edit(project, { patches: [putSource(hash)] });
  edit(project, { patches: [remove('knowledgeSources', 'help')] });
  project.close();

  const again = open(path);
  again.undo(again.rev);
  expect(again.document().knowledgeSources).toMatchObject([{ id: 'help', contentHash: hash }]);
  expect(again.readKnowledge((store) => store.passages(hash))).toMatchObject([{ text: 'Within 14 days.' }]);
});

test('a content that nothing names is forgotten when the project is opened again', async () => {
  const path = newProjectFile();
  const project = open(path);
  const hash = await project.writeKnowledge().keep([document]);
  const named = await project.writeKnowledge().keep([document, documentOf('Other', 'Text.')]);
  edit(project, { patches: [putSource(named)] });
  project.close();
  const again = open(path);
  expect(again.readKnowledge((store) => [store.has(hash), store.has(named)])).toEqual([false, true]);
});

test('who reads a project sees its knowledge, and cannot add to it', async () => {
  const path = newProjectFile();
  const project = open(path);
  const hash = await project.writeKnowledge().keep([document]);
  const reader = open(path, { readOnly: true });
  expect(reader.readKnowledge((store) => store.has(hash))).toBe(true);
  expect(() => reader.writeKnowledge()).toThrow(expect.objectContaining({ code: 'PROJECT_READ_ONLY' }));
});

/** Keeps one content after the other and says the hash of each that was kept. */
const keeper = `
  import { writeSync } from 'node:fs';
  import { openProject } from '#host/project/open-project.ts';
  import { documentOf } from '#shared/drivers/knowledge/knowledge-database.testing.ts';
  import { editSchema } from '#shared/model/edit.ts';
  const project = openProject(process.argv[1]);
  for (let n = 1; ; n += 1) {
    const texts = Array.from({ length: 300 }, (_, part) => ['# Part ' + part, 'Text ' + n + ' of part ' + part]);
    const contentHash = await project.writeKnowledge().keep([documentOf('Document ' + n, ...texts.flat())]);
    const id = 's' + project.rev;
    const value = { id, name: id, kind: 'text', contentHash };
    project.edit(editSchema.parse({
      editId: id, baseRev: project.rev, label: id, patches: [{ collection: 'knowledgeSources', id, value }],
    }));
    writeSync(1, id + ' ' + contentHash + '\\n');
  }`;

test('a process that is killed while it imports leaves whole contents alone', async () => {
  const path = newProjectFile();
  const process = runModule(keeper, [path]);
  for (let line = 0; line < 4; line += 1) await process.nextLine();
  await process.kill();
  const project = open(path);
  const { knowledgeSources } = project.document();
  expect(knowledgeSources.length).toBeGreaterThanOrEqual(4);
  const statistics = project.readKnowledge((store) =>
    knowledgeSources.map(({ contentHash }) => store.statistics(contentHash ?? '')),
  );
  expect(statistics.map((each) => each?.passages)).toEqual(knowledgeSources.map(() => 300));
});
