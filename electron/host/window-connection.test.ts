import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmbed } from '#shared/drivers/model/embed-texts.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { newProjectFile, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { connectWindow } from '#tests/helpers/test-window.ts';
import type { HandlerContext } from './handlers/handler.ts';
import { createProjectHandlers } from './handlers/project-handlers.ts';
import { OpenProjects } from './open-projects.ts';
import { openPreferences } from './preferences.ts';
import { openConnectors } from './connectors/connectors.ts';
import { createConnectorHandlers } from './connectors/handlers.ts';
import { createDemoArea } from './integrations/demo-handlers.ts';
import { createIntegrationHandlers } from './integrations/handlers.ts';
import { openIntegrations } from './integrations/integrations.ts';
import { createKnowledgeArea } from './knowledge/handlers.ts';
import { createModelHandlers } from './models/handlers.ts';
import { openModelProviders } from './models/model-providers.ts';
import { createActionHandlers } from './actions/handlers.ts';
import { openAuditLog } from './actions/audit-log.ts';
import { createPreviewArea } from './preview/handlers.ts';
import { openVault } from './vault/vault.ts';
import { createProjects } from './projects.ts';
import { createPublishArea } from './publish/handlers.ts';
import { createRuntimeSecrets } from './publish/runtime-secrets.ts';
import { openTargetKeys } from './publish/target-keys.ts';
import { WindowConnection } from './window-connection.ts';

/** A window whose `preview.say` waits until the test lets it go on. */
function windowWithSlowHandler() {
  const started = Promise.withResolvers<HandlerContext>();
  const goOn = Promise.withResolvers<SessionView>();
  const bugs: AppError[] = [];
  const folder = temporaryFolder();
  const projects = createProjects({ data: folder, projects: folder }, folder);
  const vault = openVault(folder);
  const appInfo = { version: '0', projectsFolder: folder, shell: 'browser' } as const;
  const preferences = openPreferences(join(folder, 'preferences.json'));
  const connectors = openConnectors({ folder, vault, preferences });
  const models = openModelProviders(folder, vault);
  const integrations = openIntegrations({ folder, vault, preferences });
  const handlers = {
    ...createProjectHandlers({ appInfo, projects, preferences: openPreferences(join(folder, 'p.json')) }),
    ...createKnowledgeArea({ embed: createEmbed({ providerOf: () => Promise.resolve(undefined) }) }).handlers,
    ...createConnectorHandlers(connectors),
    ...createIntegrationHandlers(integrations),
    ...createDemoArea(integrations, preferences).handlers,
    ...createModelHandlers(models, vault),
    ...createPreviewArea().handlers,
    ...createActionHandlers(openAuditLog(folder)),
    ...createPublishArea({
      keys: openTargetKeys(vault),
      secrets: createRuntimeSecrets({ connectors, integrations, models }),
    }).handlers,
    'preview.say': (_request: unknown, context: HandlerContext) => {
      started.resolve(context);
      return goOn.promise;
    },
  };
  const window = connectWindow(
    (send) =>
      new WindowConnection({
        handlers,
        projects: new OpenProjects(),
        send,
        reportBug: (bug) => bugs.push(bug),
      }),
  );
  return { window, started: started.promise, goOn, bugs };
}

const say = { sessionId: 's', content: 'Hi' };

const view: SessionView = {
  sessionId: 's',
  status: 'open',
  operator: 'none',
  escalation: null,
  testUser: { id: 'jane', name: 'Jane', identity: 'verified' },
  transcript: [],
  asides: [],
  openChoiceId: null,
  waitingStepId: null,
  nextTimerAt: null,
  clock: 0,
  trace: [],
  args: {},
};

test('what is slow does not stand before what is asked after it', async () => {
  const { window, goOn } = windowWithSlowHandler();
  const slow = window.send('preview.say', say);
  await window.ask('project.open', { path: newProjectFile() });
  goOn.resolve(view);
  expect(await window.answerTo(slow)).toEqual({ type: 'answer', id: slow, payload: view });
  window.connection.close();
});

test('a cancelled request is answered as cancelled at once, and once', async () => {
  const { window, started, goOn } = windowWithSlowHandler();
  const id = window.send('preview.say', say);
  const { signal } = await started;
  window.connection.receive({ type: 'cancel', id });
  window.connection.receive({ type: 'cancel', id });
  expect(signal.aborted).toBe(true);
  expect(await window.answerTo(id)).toMatchObject({ type: 'failure', error: { code: 'CANCELLED' } });
  goOn.resolve(view);
  await window.ask('app.info', {});
  expect(window.frames).toHaveLength(2);
});

test('a window that goes away has its requests cancelled, its project let go, and is sent nothing more', async () => {
  const { window, started, goOn } = windowWithSlowHandler();
  await window.ask('project.open', { path: newProjectFile() });
  window.send('preview.say', say);
  const { signal, hold, notify } = await started;
  const { ended } = hold();
  window.connection.close();
  window.connection.close();
  expect([signal.aborted, ended.aborted]).toEqual([true, true]);
  notify('host.state', { isUp: true });
  window.send('app.info', {});
  goOn.resolve(view);
  await goOn.promise;
  expect(window.frames).toHaveLength(1);
});

test('an id that is being answered is not taken again', async () => {
  const { window, goOn } = windowWithSlowHandler();
  const id = window.send('preview.say', say);
  window.connection.receive({ type: 'request', id, channel: 'app.info', payload: {} });
  goOn.resolve(view);
  await window.answerTo(id);
  await window.ask('app.info', {});
  expect(window.frames.map((frame) => frame.type === 'answer' && frame.id)).toEqual([id, id + 1]);
});

test('an answer that does not fit its channel, and a failure that nobody foresaw, are bugs and said so', async () => {
  const { window, goOn, bugs } = windowWithSlowHandler();
  goOn.reject(new TypeError('x is not a function'));
  expect(await window.answerTo(window.send('preview.say', say))).toMatchObject({
    type: 'failure',
    error: { code: 'INTERNAL', blame: 'bug', message: expect.stringContaining('x is not a function') },
  });
  const wrong = windowWithSlowHandler();
  wrong.goOn.resolve({ ...view, clock: Number.NaN });
  expect(await wrong.window.answerTo(wrong.window.send('preview.say', say))).toMatchObject({
    type: 'failure',
    error: { code: 'INTERNAL' },
  });
  expect([bugs.length, wrong.bugs.length]).toEqual([1, 1]);
});

test.each([
  null,
  'x',
  {},
  { type: 'request' },
  { type: 'request', id: 0, channel: 'app.info' },
  { type: 'cancel' },
])('the frame %j is passed over and reported', async (frame) => {
  const { window, bugs } = windowWithSlowHandler();
  window.connection.receive(frame);
  await window.ask('app.info', {});
  expect([window.frames.length, bugs.length]).toEqual([1, 1]);
});
