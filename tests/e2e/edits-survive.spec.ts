// What was on the screen for 200 ms is never lost, whenever host or app are killed.
import Database from 'better-sqlite3';
import type { App } from './app/app.ts';
import { commandLine } from './app/command-line.ts';
import { Random } from './app/random.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { editAtRandom } from './pages/random-editing.ts';
import { StartPage } from './pages/start-page.ts';

const rounds = Number(process.env['DIALOGRAM_E2E_ROUNDS'] ?? 4);
const firstSeed = Number(process.env['DIALOGRAM_E2E_SEED'] ?? Date.now() % 1_000_000);
const promisedMs = 200;

class AppWasKilled extends Error {}

test(`nothing that was seen for ${promisedMs} ms is lost when host or app are killed`, async ({ app }) => {
  test.setTimeout(60_000 + rounds * 45_000);
  for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
    const random = new Random(seed);
    const killed = random.pick(['host', 'app']);
    const atStroke = 5 + random.below(40);
    await test.step(`DIALOGRAM_E2E_SEED=${seed}: ${killed} killed at stroke ${atStroke}`, async () => {
      const name = `Round ${seed}`;
      const editor = await createWithRoom(app, name);
      const file = await editor.filePath();
      const lose = killed === 'host' ? loseHost : loseApp;
      await lose(app, name, random, atStroke);
      expectClean(file);
      await new EditorPage(app.page).closeProject();
    });
  }
});

test('the window waits for its host, also for parts that it has not shown before, and keeps what is typed', async ({
  app,
}) => {
  await new StartPage(app.page).create('Parts', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await canvas.select('customer-writes');
  await app.kill('host');
  await settings.name.fill('Somebody writes');
  await canvas.select('greeting');
  await settings.fill('Text', 'Hello {{user.name}}!');
  await editor.expectSaved();
  await expect(canvas.step('greeting')).toContainText('Hello customer name!');
});

async function createWithRoom(app: App, name: string): Promise<EditorPage> {
  await new StartPage(app.page).create(name, 'Empty');
  const editor = new EditorPage(app.page);
  await editor.expectShown(name);
  for (let times = 0; times < 3; times += 1) await editor.canvas.zoomOut();
  return editor;
}

/** The host dies in the middle of the edits, and they go on. */
async function loseHost(app: App, name: string, random: Random, atStroke: number): Promise<void> {
  const editor = new EditorPage(app.page);
  for (let strokes = 0; strokes < atStroke + 10;) {
    await editAtRandom(editor, random, async () => {
      strokes += 1;
      if (strokes === atStroke) await app.kill('host');
    });
  }
  await editor.expectSaved();
  await editor.canvas.showEverything();
  const shown = await editor.canvas.snapshot();
  await app.page.reload();
  await editor.expectShown(name);
  await editor.canvas.showEverything();
  await expect.poll(() => editor.canvas.snapshot()).toEqual(shown);
}

/** Everything dies: what is there afterwards is what was seen at some moment of the last 200 ms. */
async function loseApp(app: App, name: string, random: Random, atStroke: number): Promise<void> {
  const before = new EditorPage(app.page);
  let strokes = 0;
  const editing = (async () => {
    while (strokes <= atStroke) {
      await editAtRandom(before, random, async () => {
        strokes += 1;
        if (strokes > atStroke) throw new AppWasKilled();
      });
    }
  })();
  await expect(editing).rejects.toThrow(AppWasKilled);
  const { now, moments } = await before.canvas.history();
  await app.kill('app');
  const last = moments.findLastIndex(({ at }) => at <= now - promisedMs);
  const possible = moments.slice(Math.max(0, last)).map(({ snapshot }) => snapshot);

  await app.reopen();
  await new StartPage(app.page).open(name);
  const after = new EditorPage(app.page);
  await after.expectShown(name);
  await after.canvas.showEverything();
  await expect(async () => expect(possible).toContainEqual(await after.canvas.snapshot())).toPass({
    timeout: 5000,
  });
}

/** The file is sound, also to a reader that trusts nothing. */
function expectClean(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
  } finally {
    database.close();
  }
  // Edits at random leave problems, which is 1; a file that cannot be read is 2.
  expect([0, 1]).toContain(commandLine('validate', file).exitCode);
}
