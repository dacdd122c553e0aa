import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyStoreOf, noKeyStore } from '#tests/helpers/key-store.ts';
import { runModule } from '#tests/helpers/node-process.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openVault } from './vault.ts';

const secret = 'sk-very-secret';
const store = keyStoreOf();

function filesOf(folder: string) {
  const plain = join(folder, 'vault.key');
  const sealed = join(folder, 'vault.key.sealed');
  return { plain, sealed, there: () => ({ plain: existsSync(plain), sealed: existsSync(sealed) }) };
}

describe('with a key store', () => {
  test('the key is never in a file as it is', async () => {
    const folder = temporaryFolder();
    await openVault(folder, store).write('a', secret);
    expect(filesOf(folder).there()).toEqual({ plain: false, sealed: true });
    const vault = openVault(folder, store);
    expect([await vault.read('a'), await vault.protection()]).toEqual([secret, 'key-store']);
  });

  test('what a file kept until now is taken over, and no secret is lost', async () => {
    const folder = temporaryFolder();
    const before = openVault(folder);
    await before.write('a', secret);
    expect(await before.protection()).toBe('file');
    expect(await openVault(folder, store).read('a')).toBe(secret);
    expect(filesOf(folder).there()).toEqual({ plain: false, sealed: true });
  });

  test('others are told that only the window can open it, and replace nothing', async () => {
    const folder = temporaryFolder();
    await openVault(folder, store).write('a', secret);
    const elsewhere = openVault(folder);
    expect(elsewhere.has('a')).toBe(true);
    expect(await elsewhere.protection()).toBe('elsewhere');
    await expect(elsewhere.read('a')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(elsewhere.write('b', 'x')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await openVault(folder, store).read('a')).toBe(secret);
  });

  test('a key store that is another one now says what to do, until all is forgotten', async () => {
    const folder = temporaryFolder();
    await openVault(folder, store).write('a', secret);
    const vault = openVault(folder, keyStoreOf('b'));
    await expect(vault.read('a')).rejects.toMatchObject({ code: 'VAULT_UNREADABLE' });
    vault.forgetAll();
    await vault.write('a', 'new');
    expect(await vault.read('a')).toBe('new');
  });
});

test('a computer without a key store keeps the key in a file, and says so', async () => {
  const folder = temporaryFolder();
  const vault = openVault(folder, noKeyStore);
  await vault.write('a', secret);
  expect([await vault.read('a'), await vault.protection()]).toEqual([secret, 'no-key-store']);
  expect(filesOf(folder).there()).toEqual({ plain: true, sealed: false });
});

test('a key store that does not give back what it got is not trusted with the key', async () => {
  const folder = temporaryFolder();
  await openVault(folder).write('a', secret);
  const liar = { seal: store.seal, open: () => Promise.resolve('something else') };
  expect(await openVault(folder, liar).read('a')).toBe(secret);
  expect(filesOf(folder).there()).toEqual({ plain: true, sealed: false });
});

/** Takes the key over, and is killed just before or after one call of the file system that concerns it. */
const killed = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const [folder, moment] = process.argv.slice(1);
  const at = (now, paths) => {
    if (now === moment && paths.some((path) => /vault\\.key/.test(String(path)))) process.kill(process.pid, 'SIGKILL');
  };
  for (const name of ['writeFileSync', 'renameSync', 'rmSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      at('before ' + name, args);
      real(...args);
      at('after ' + name, args);
    };
  }
  syncBuiltinESMExports();
  const { openVault } = await import('#host/vault/vault.ts');
  const { keyStoreOf } = await import('#tests/helpers/key-store.ts');
  await openVault(folder, keyStoreOf()).read('a');
  process.stdout.write('was not killed\\n');`;

test.each(['writeFileSync', 'renameSync', 'rmSync'].flatMap((call) => [`before ${call}`, `after ${call}`]))(
  'a process that is killed %s while it takes the key over loses nothing',
  async (moment) => {
    const folder = temporaryFolder();
    await openVault(folder).write('a', secret);
    expect(await runModule(killed, [folder, moment]).nextLine()).toBeNull();
    expect(await openVault(folder, store).read('a')).toBe(secret);
    expect(filesOf(folder).there()).toEqual({ plain: false, sealed: true });
  },
);

test('while both files are there, each process can read, and neither is changed by who has no key store', async () => {
  const folder = temporaryFolder();
  await openVault(folder).write('a', secret);
  const { plain, sealed } = filesOf(folder);
  const key = readFileSync(plain, 'utf8');
  writeFileSync(sealed, (await store.seal(key)) ?? '');
  expect(await openVault(folder).read('a')).toBe(secret);
  expect(readFileSync(plain, 'utf8')).toBe(key);
  expect(await openVault(folder, store).read('a')).toBe(secret);
  expect(existsSync(plain)).toBe(false);
});

test('a process that had the key before it was taken over is told so when it writes', async () => {
  const folder = temporaryFolder();
  const early = openVault(folder);
  await early.write('a', secret);
  await openVault(folder, store).read('a');
  await expect(early.write('b', 'late')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  expect(await openVault(folder, store).read('a')).toBe(secret);
});
