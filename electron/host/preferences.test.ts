import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openPreferences } from './preferences.ts';

test('a change keeps the rest, and is there for the next host', () => {
  const path = join(temporaryFolder(), 'data', 'preferences.json');
  expect(openPreferences(path).read()).toMatchObject({ colorScheme: 'auto', showsHints: false });
  openPreferences(path).change({ colorScheme: 'dark' });
  openPreferences(path).change({ showsHints: true });
  expect(openPreferences(path).read()).toMatchObject({ colorScheme: 'dark', showsHints: true });
});

test.each(['{"colorScheme":', '{"colorScheme":"pink"}', '[]'])(
  'a file that cannot be understood (%s) counts as empty',
  (text) => {
    const path = join(temporaryFolder(), 'preferences.json');
    writeFileSync(path, text);
    expect(openPreferences(path).read()).toMatchObject({ colorScheme: 'auto', opensPreview: true });
    expect(openPreferences(path).change({ opensPreview: false })).toMatchObject({ opensPreview: false });
  },
);
