import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { presetsFolder } from '#tests/helpers/preset.ts';

test.each(readdirSync(presetsFolder))('%s is written as the app exports it, and has no problems', (name) => {
  const text = readFileSync(join(presetsFolder, name), 'utf8');
  const { document, knowledge } = readBundle(text);
  expect(writeBundle(document, knowledge) === text).toBe(true);
  expect(checkProject(document, definitions)).toEqual([]);
  // The canvas draws all of them as nodes, and would draw one of two that are called the same.
  const drawn = [...document.steps, ...document.notes, ...document.frames].map(({ id }) => id);
  expect(new Set(drawn).size).toBe(drawn.length);
});
