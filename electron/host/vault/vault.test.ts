import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openVault } from './vault.ts';

const secret = 'sk-very-secret-ü';

test('a secret is there for the next host, and its text in no file', () => {
  const folder = join(temporaryFolder(), 'data');
  openVault(folder).write('model:openai', secret);
  expect(openVault(folder).read('model:openai')).toBe(secret);
  expect(openVault(folder).has('model:openai')).toBe(true);
  expect(openVault(folder).read('model:other')).toBeUndefined();
  expect(openVault(folder).read('constructor')).toBeUndefined();
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(secret);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
});

test('a secret can be replaced and deleted', () => {
  const vault = openVault(temporaryFolder());
  vault.write('a', 'one');
  vault.write('b', 'two');
  vault.write('a', 'three');
  vault.delete('b');
  vault.delete('c');
  expect([vault.read('a'), vault.has('b')]).toEqual(['three', false]);
});

test('the same secret is never written the same way twice', () => {
  const folder = temporaryFolder();
  const vault = openVault(folder);
  vault.write('a', secret);
  const first = readFileSync(join(folder, 'vault.json'), 'utf8');
  vault.write('a', secret);
  expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toBe(first);
});

test.each<[string, (folder: string) => void]>([
  ['an entry under another name', (folder) => edit(folder, (text) => text.replace('"a":', '"b":'))],
  ['a changed entry', (folder) => edit(folder, (text) => text.replace(/"data":"./u, '"data":"_'))],
  ['a file that is no vault', (folder) => edit(folder, () => '{"version":2}')],
  ['half a file', (folder) => edit(folder, (text) => text.slice(0, 30))],
  ['another key', (folder) => rmSync(join(folder, 'vault.key'))],
  ['a key of another length', (folder) => writeFileSync(join(folder, 'vault.key'), 'short')],
])('%s is refused, with what to do', (_what, spoil) => {
  const folder = temporaryFolder();
  openVault(folder).write('a', secret);
  spoil(folder);
  const read = (): unknown => ['a', 'b'].map((name) => openVault(folder).read(name));
  expect(read).toThrow(expect.objectContaining({ code: 'VAULT_UNREADABLE' }));
  expect(read).toThrow(/enter the keys again/u);
});

test('the key may come from elsewhere', () => {
  const folder = temporaryFolder();
  const key = Buffer.alloc(32, 7);
  openVault(folder, () => key).write('a', secret);
  expect(readdirSync(folder)).toEqual(['vault.json']);
  expect(openVault(folder, () => key).read('a')).toBe(secret);
});

function edit(folder: string, change: (text: string) => string): void {
  const path = join(folder, 'vault.json');
  chmodSync(path, 0o600);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
