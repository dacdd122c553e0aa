// Where the key of saved keys is kept: in a file on a computer without a key store, sealed by the key store once there is one.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import { serverKey, startModelServer } from '../helpers/model-server.ts';
import { launchElectron } from './app/electron-app.ts';
import { ModelsSettings } from './pages/models-settings.ts';
import { StartPage } from './pages/start-page.ts';

/** Gives Electron's main process what stands for the system's key store: it opens only what it sealed. */
async function setKeyStore(app: ElectronApplication, isThere: boolean): Promise<void> {
  await app.evaluate(({ safeStorage }, available) => {
    const mask = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
    safeStorage.isEncryptionAvailable = () => available;
    safeStorage.getSelectedStorageBackend = () => (available ? 'gnome_libsecret' : 'basic_text');
    safeStorage.encryptString = (text) => mask(Buffer.from(`sealed:${text}`));
    safeStorage.decryptString = (sealed) => {
      const text = mask(sealed).toString();
      if (!text.startsWith('sealed:')) throw new Error('This was sealed by another key store.');
      return text.slice('sealed:'.length);
    };
  }, isThere);
}

test('a key stays in a file without a key store, says so, and is sealed as soon as there is one', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dialogram-key-store-'));
  const server = await startModelServer();
  let app = await launchElectron(home);
  let models = new ModelsSettings(await app.firstWindow());
  const files = () => ['vault.key', 'vault.key.sealed'].filter((name) => existsSync(join(home, name)));

  await setKeyStore(app, false);
  await new StartPage(models.page).create('Keys', 'Empty');
  await expect(models.page.getByRole('button', { name: 'Project Keys', exact: true })).toBeVisible();
  await models.open();
  await models.addServer({ name: 'Local', address: server.url, key: serverKey });
  await models.expectAnswers('Local');
  await expect(models.root).toContainText('no key store that Dialogram can use');
  expect(files()).toEqual(['vault.key']);

  await app.close();
  app = await launchElectron(home);
  models = new ModelsSettings(await app.firstWindow());
  await setKeyStore(app, true);
  await new StartPage(models.page).open('Keys');
  await models.open();
  await models.test('Local');
  await models.expectAnswers('Local');
  await expect(models.root).toContainText('protected by the key store of this computer');
  expect(files()).toEqual(['vault.key.sealed']);
  const plain = Buffer.from(readFileSync(join(home, 'vault.key.sealed'), 'utf8'), 'base64');
  expect(plain.toString()).not.toContain('sealed:');

  await app.close();
  await server[Symbol.asyncDispose]();
  rmSync(home, { recursive: true });
});
