// What a page in Electron's window can not do, tried from inside the page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { launchElectron } from './app/electron-app.ts';

let folder: string;
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'electron-hardening-'));
  app = await launchElectron(folder);
  page = await app.firstWindow();
  await page.waitForLoadState();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test('the page has the bridge and nothing of Node or Electron', async () => {
  const found = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(Reflect.get(window, 'dialogram') ?? {}).toSorted(),
    origin: window.location.origin,
    isSecure: window.isSecureContext,
  }));
  expect(found).toEqual({
    node: [],
    bridge: ['onClose', 'onFrame', 'onMenu', 'pathOf', 'pickFile', 'send', 'shell', 'tellMenu'],
    origin: 'app://dialogram',
    isSecure: true,
  });
});

test('the window was made without powers', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return contents === undefined
      ? {}
      : Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []);
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
  });
});

test('neither inline nor evaluated script runs', async () => {
  // In a timer: what runs directly in `evaluate` is exempt from the policy.
  const results = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          let evaluated = 'ran';
          try {
            Reflect.apply(Reflect.construct(Function, ['return 1']), undefined, []);
          } catch (error) {
            evaluated = error instanceof Error ? error.name : String(error);
          }
          const script = document.createElement('script');
          script.textContent = 'window.inlineRan = true';
          document.body.append(script);
          Reflect.apply(setTimeout, window, ['window.timerRan = true', 0]);
          setTimeout(() => {
            const ran = ['inlineRan', 'timerRan'].filter((name) => name in window);
            resolve({ evaluated, ran });
          }, 20);
        }, 0);
      }),
  );
  expect(results).toEqual({ evaluated: 'EvalError', ran: [] });
});

test('the page cannot reach the network or files', async () => {
  const results = await page.evaluate(() =>
    Promise.all(
      [
        'https://example.com/',
        'http://127.0.0.1:1/',
        'ws://127.0.0.1:1/',
        'file:///etc/passwd',
        'app://other/',
      ].map((address) =>
        fetch(address).then(
          ({ status }) => `answered ${status}`,
          () => 'refused',
        ),
      ),
    ),
  );
  expect(new Set(results)).toEqual(new Set(['refused']));
});

test('only files of the built window are served', async () => {
  const statuses = await app.evaluate(({ net }) =>
    Promise.all(
      [
        'app://dialogram/',
        'app://dialogram/../main/main.cjs',
        'app://dialogram/%2e%2e/main/main.cjs',
        'app://dialogram/..%2fmain/main.cjs',
        'app://dialogram//etc/passwd',
        'app://other/index.html',
      ].map(async (address) => {
        const { status, headers } = await net.fetch(address);
        return [status, headers.get('content-security-policy')?.includes("default-src 'none'")];
      }),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404].map((status) => [status, true]));
});

test('the window stays where it is', async () => {
  const before = page.url();
  for (const address of [
    'https://example.com/',
    'data:text/html,hello',
    'file:///etc/passwd',
    'app://dialogram/other.html',
  ]) {
    await page
      .evaluate((target) => {
        window.location.href = target;
      }, address)
      .catch((error: unknown) => expect(String(error)).toContain('navigat'));
    expect(page.url()).toBe(before);
  }
  expect(await page.evaluate(() => document.title)).toBe('Dialogram');
});

test('no window, frame or webview opens', async () => {
  expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('file:///etc/passwd') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('http://user:password@example.com/') === null)).toBe(true);
  const frames = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(frame, view);
    return 'getWebContentsId' in view;
  });
  expect(frames).toBe(false);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('every permission is denied', async () => {
  const states = await page.evaluate(async () => {
    const notification = await Notification.requestPermission();
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : String(error)),
    );
    const position = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(code === 1 ? 'denied' : `failed with ${code}`),
      );
    });
    return { notification, media, position };
  });
  expect(states).toMatchObject({ notification: 'denied', position: 'denied' });
  expect(states.media).toMatch(/^(NotAllowedError|NotFoundError)$/);
});

test('a page that is not the app’s own is refused by main, even with the preload', async () => {
  const failure = await app.evaluate(async ({ BrowserWindow, app: electronApp }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electronApp.getAppPath()}/out/preload/preload.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    });
    await stranger.loadURL('data:text/html,stranger');
    const answer: unknown = await stranger.webContents.executeJavaScript(`new Promise((resolve) => {
      dialogram.onFrame(resolve);
      dialogram.send({ type: 'request', id: 1, channel: 'app.info', payload: {} });
    })`);
    const picked: unknown = await stranger.webContents.executeJavaScript(
      `dialogram.pickFile('open-project').catch((error) => error.message)`,
    );
    stranger.destroy();
    return { answer, picked };
  });
  expect(failure.answer).toMatchObject({ type: 'failure', id: 1, error: { code: 'SENDER_UNTRUSTED' } });
  expect(failure.picked).toContain('Only Dialogram’s own window may ask this.');
});

test('only known channels and plain data of bounded size pass', async () => {
  const codes = await page.evaluate(async () => {
    const bridge: {
      send: (frame: unknown) => void;
      onFrame: (listener: (frame: { id?: number; error?: { code: string } }) => void) => () => void;
    } = Reflect.get(window, 'dialogram');
    const ask = (id: number, channel: string, payload: unknown): Promise<string> =>
      new Promise((resolve) => {
        const stop = bridge.onFrame((frame) => {
          if (frame.id !== id) return;
          stop();
          resolve(frame.error?.code ?? 'answered');
        });
        bridge.send({ type: 'request', id, channel, payload });
      });
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    return [
      await ask(900_001, 'shell.run', {}),
      await ask(900_002, 'constructor', {}),
      await ask(900_003, 'app.info', circular),
      await ask(900_004, 'app.info', { text: 'x'.repeat(97 * 1024 * 1024) }),
    ];
  });
  expect(codes).toEqual(['CHANNEL_UNKNOWN', 'CHANNEL_UNKNOWN', 'INVALID_INPUT', 'INVALID_INPUT']);
});
