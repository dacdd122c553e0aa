import { expect, test } from 'vitest';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { emptyProject } from './empty-project.ts';
import { parseBundle } from './parse-bundle.ts';
import { writeBundle } from './write-bundle.ts';

const place = { workflowId: 'main', position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };

function drawn(ids: {
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  readonly frames: readonly string[];
  readonly collapsed?: readonly string[];
}): ProjectDocument {
  return projectDocumentSchema.parse({
    ...emptyProject('Shop', 'ws_shop'),
    steps: ids.steps.map((id) => ({ id, workflowId: 'main', kind: 'reply' })),
    notes: ids.notes.map((id) => ({ ...place, id, text: `Note ${id}` })),
    frames: ids.frames.map((id) => ({ ...place, id, name: `Frame ${id}`, collapsed: ids.collapsed ?? null })),
  });
}

const read = (document: ProjectDocument): ProjectDocument => parseBundle(JSON.stringify(document));

test('a note and a frame that share the id of a step get their own, and keep all else', () => {
  const document = drawn({ steps: ['size', 'size-2'], notes: ['size', 'other'], frames: ['size'] });
  const { steps, notes, frames } = read(document);
  expect(steps).toEqual(document.steps);
  expect(notes).toEqual([{ ...document.notes[0], id: 'size-3' }, document.notes[1]]);
  expect(frames).toEqual([{ ...document.frames[0], id: 'size-4' }]);
});

test('a collapsed frame hides the note that was renamed along with the step it shared its id with', () => {
  const document = drawn({
    steps: ['size'],
    notes: ['size'],
    frames: ['group'],
    collapsed: ['size', 'gone'],
  });
  expect(read(document).frames[0]?.collapsed).toEqual(['size', 'size-2', 'gone']);
});

test('the longest id that there can be is shortened for a number', () => {
  const id = 'a'.repeat(64);
  const { notes } = read(drawn({ steps: [id], notes: [id], frames: [] }));
  expect(notes[0]?.id).toBe(`${'a'.repeat(62)}-2`);
});

test('what was mended once is read as it is', () => {
  const mended = read(drawn({ steps: ['size'], notes: ['size'], frames: ['size'], collapsed: ['size'] }));
  expect(checkIntegrity(mended)).toEqual([]);
  expect(parseBundle(writeBundle(mended))).toEqual(mended);
});
