import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '#shared/model/limits.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { emptyProject } from './empty-project.ts';
import { parseBundle, readBundle } from './parse-bundle.ts';
import { writeBundle } from './write-bundle.ts';

const document = emptyProject('Shop', 'ws_shop');

const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'BUNDLE_INVALID', message: expect.stringMatching(message) });

const changed = (change: object): string => JSON.stringify({ ...document, ...change });

test('a bundle read back is the same project and the same text', () => {
  const text = writeBundle(document);
  expect(parseBundle(text)).toEqual(document);
  expect(writeBundle(parseBundle(text))).toBe(text);
});

test('the order of keys makes no difference to the text, and the text ends with a newline', () => {
  const backwards = Object.fromEntries(Object.entries(document).toReversed());
  expect(writeBundle(parseBundle(JSON.stringify(backwards)))).toBe(writeBundle(document));
  expect(writeBundle(document).endsWith('}\n')).toBe(true);
});

test('whatever settings and texts are, the bundle says them the same way each time', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
      (settings, name) => {
        const project = projectDocumentSchema.parse({
          ...document,
          steps: [{ id: 's', workflowId: 'main', kind: 'reply', name, settings }],
        });
        const text = writeBundle(project);
        expect(parseBundle(text)).toEqual(JSON.parse(JSON.stringify(project)));
        expect(writeBundle(parseBundle(text))).toBe(text);
      },
    ),
    { numRuns: 60 },
  );
});

test('what sources say is read back as it was, and written without what is empty', () => {
  const passage = { headings: [], page: null, anchor: null, text: 'Within 14 days.' };
  const content = [{ title: 'Refunds', url: null, passages: [passage, { ...passage, headings: ['How'] }] }];
  const text = writeBundle(document, { ['a'.repeat(64)]: content });
  expect(readBundle(text)).toEqual({ document, knowledge: { ['a'.repeat(64)]: content } });
  expect(text).not.toContain('"page"');
});

test('fields that a bundle leaves out get their defaults', () => {
  const sparse = {
    format: 'dialogram',
    formatVersion: 1,
    workspace: document.workspace,
    assistants: document.assistants,
    workflows: document.workflows,
  };
  expect(parseBundle(JSON.stringify(sparse))).toMatchObject({ steps: [], edges: [], testUsers: [] });
});

test('a byte order mark does not matter', () => {
  expect(parseBundle(`\uFEFF${writeBundle(document)}`)).toEqual(document);
});

test.each<[string, string, RegExp]>([
  ['an empty file', '', /not JSON/],
  ['JSON that breaks off', '{\n  "format": "dialogram",\n', /not JSON: .*line 3/],
  ['JSON of something else', '{"name":"x"}', /not a Dialogram bundle/],
  ['a list', '[]', /not a Dialogram bundle/],
  ['a bundle of a newer version', changed({ formatVersion: 2 }), /newer version/],
  ['a missing workspace', changed({ workspace: undefined }), /workspace: /],
  ['a wrong type', changed({ steps: [{ id: 's', workflowId: 'main', kind: 7 }] }), /steps\.0\.kind: /],
  ['an id that is no id', changed({ workflows: [{ id: '../x', name: 'X' }] }), /workflows\.0\.id: An id has/],
  [
    'two entities of one id',
    changed({ workflows: [...document.workflows, ...document.workflows] }),
    /workflows\.main: Two/,
  ],
  [
    'an edge that leads nowhere',
    changed({ edges: [{ id: 'e', from: { stepId: 'started', port: 'next' }, to: 'gone' }] }),
    /edges\.e: .*"gone"/,
  ],
  [
    'a main workflow that is not there',
    changed({ workflows: [{ id: 'w', name: 'W' }], steps: [] }),
    /main workflow/,
  ],
  [
    'nesting without end',
    `{"format":"dialogram","steps":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    /steps/,
  ],
  [
    'settings nested without end',
    changed({ steps: [{ id: 's', workflowId: 'main', kind: 'reply', settings: 'DEEP' }] }).replace(
      '"DEEP"',
      `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ),
    /nested too deeply/,
  ],
  ['knowledge of no name', changed({ knowledge: { x: [] } }), /knowledge\.x: /],
  [
    'a passage without words',
    changed({ knowledge: { ['a'.repeat(64)]: [{ title: 'T', passages: [{}] }] } }),
    /knowledge\.a+\.0\.passages\.0\.text: /,
  ],
  ['more text than a bundle has', ' '.repeat(limits.bundleBytes + 1), /larger than 64 MB/],
])('%s is refused in words', (_what, text, message) => {
  expect(() => parseBundle(text)).toThrow(refusal(message));
});

test('a prototype cannot be smuggled in', () => {
  const text = changed({ steps: [{ id: 's', workflowId: 'main', kind: 'reply', settings: 'EVIL' }] }).replace(
    '"EVIL"',
    '{"__proto__":{"polluted":true},"kept":1}',
  );
  const settings = parseBundle(text).steps[0]?.settings;
  expect(settings).toEqual({ kept: 1 });
  expect(settings?.['polluted']).toBeUndefined();
});

test('a bundle with many faults names the first and counts the others', () => {
  const edges = Array.from({ length: 9 }, (_, n) => ({
    id: `e${n}`,
    from: { stepId: 'x', port: `p${n}` },
    to: 'started',
  }));
  expect(() => parseBundle(changed({ edges }))).toThrow(refusal(/edges\.e0: .*\(and 6 more\)/));
});
