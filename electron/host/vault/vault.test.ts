import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runModule } from '#tests/helpers/node-process.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openVault } from './vault.ts';

const secret = 'sk-very-secret-ü';

test('a secret is there for the next host, and its text in no file', async () => {
  const folder = join(temporaryFolder(), 'data');
  await openVault(folder).write('model:openai', secret);
  expect(await openVault(folder).read('model:openai')).toBe(secret);
  expect(openVault(folder).has('model:openai')).toBe(true);
  expect(await openVault(folder).read('model:other')).toBeUndefined();
  expect(await openVault(folder).read('constructor')).toBeUndefined();
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(secret);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
});

test('a secret can be replaced and deleted, and all can be forgotten', async () => {
  const folder = temporaryFolder();
  const vault = openVault(folder);
  await vault.write('a', 'one');
  await vault.write('b', 'two');
  await vault.write('a', 'three');
  vault.delete('b');
  vault.delete('c');
  expect([await vault.read('a'), vault.has('b')]).toEqual(['three', false]);
  vault.forgetAll();
  expect(vault.has('a')).toBe(false);
  await vault.write('a', 'four');
  expect(await openVault(folder).read('a')).toBe('four');
});

test('the same secret is never written the same way twice', async () => {
  const folder = temporaryFolder();
  const vault = openVault(folder);
  await vault.write('a', secret);
  const first = readFileSync(join(folder, 'vault.json'), 'utf8');
  await vault.write('a', secret);
  expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toBe(first);
});

test.each<[string, (folder: string) => void]>([
  ['an entry under another name', (folder) => edit(folder, (text) => text.replace('"a":', '"b":'))],
  ['a changed entry', (folder) => edit(folder, (text) => text.replace(/"data":"./u, '"data":"_'))],
  ['a file that is no vault', (folder) => edit(folder, () => '{"version":2}')],
  ['half a file', (folder) => edit(folder, (text) => text.slice(0, 30))],
  ['another key', (folder) => rmSync(join(folder, 'vault.key'))],
  ['a key of another length', (folder) => writeFileSync(join(folder, 'vault.key'), 'short')],
])('%s is refused, with what to do', async (_what, spoil) => {
  const folder = temporaryFolder();
  await openVault(folder).write('a', secret);
  spoil(folder);
  const read = Promise.all(['a', 'b'].map((name) => openVault(folder).read(name)));
  await expect(read).rejects.toMatchObject({
    code: 'VAULT_UNREADABLE',
    message: expect.stringContaining('enter the keys again'),
  });
});

/** Writes its own secrets, one after the other, from the moment that the file "go" is there. */
const writer = `
  import { existsSync } from 'node:fs';
  import { openVault } from '#host/vault/vault.ts';
  const [folder, who, count] = process.argv.slice(1);
  process.stdout.write('ready\\n');
  while (!existsSync(folder + '/go'));
  const vault = openVault(folder);
  for (let n = 0; n < Number(count); n += 1) await vault.write(who + n, 'secret of ' + who + n);
  process.stdout.write('done\\n');`;

test('processes that write at once lose nothing, the making of the key included', async () => {
  const folder = temporaryFolder();
  const writers = ['x', 'y', 'z'].map((who) => runModule(writer, [folder, who, '12']));
  for (const { nextLine } of writers) expect(await nextLine()).toBe('ready');
  writeFileSync(join(folder, 'go'), '');
  expect(await Promise.all(writers.map(({ nextLine }) => nextLine()))).toEqual(['done', 'done', 'done']);
  const vault = openVault(folder);
  for (const who of ['x', 'y', 'z']) {
    for (let n = 0; n < 12; n += 1) expect(await vault.read(`${who}${n}`)).toBe(`secret of ${who}${n}`);
  }
});

function edit(folder: string, change: (text: string) => string): void {
  const path = join(folder, 'vault.json');
  chmodSync(path, 0o600);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
