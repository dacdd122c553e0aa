import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { connectWindow, type TestWindow } from '#tests/helpers/test-window.ts';
import { createHost } from '../dispatcher.ts';

let window: TestWindow;

beforeEach(() => {
  vi.stubEnv('DIALOGRAM_HOME', temporaryFolder());
  const host = createHost({ shell: 'browser' });
  window = connectWindow((send) => host.connect(send));
  onTestFinished(async () => {
    await host.close();
    vi.unstubAllEnvs();
  });
});

// Also where they run already: on their port there is nothing else to answer like this.
test('one click starts the demo services, lets them be reached, and gives the demo integration its key', async () => {
  const { document } = await window.ask('project.create', {
    name: 'Orders',
    from: { preset: 'order-status' },
  });
  const operation = document.operations.find(({ path }) => path === '/orders/{order}');
  const order = {
    operation: operationSchema.parse(operation),
    parameters: { order: 'A-1001' },
    isLive: true,
  };
  const before = await window.ask('integrations.try', order);
  expect(before.answer).toBeNull();

  const { allowsLocalAddresses, integrations } = await window.ask('demo.start', {});
  expect(allowsLocalAddresses).toBe(true);
  expect(integrations.map(({ hasSecret }) => hasSecret)).toEqual([true]);
  expect((await window.ask('integrations.try', order)).answer).toMatchObject({
    status: 200,
    outputs: { status: 'shipped' },
  });
  // A second click, or one in another window, changes nothing.
  await expect(window.ask('demo.start', {})).resolves.toMatchObject({ allowsLocalAddresses: true });
});

test('no other integration gets the key', async () => {
  const { rev } = await window.ask('project.create', { name: 'Empty' });
  const authorization = { kind: 'bearer' };
  const service = { kind: 'http', baseUrl: 'http://localhost:47640', authorization };
  await window.ask('project.edit', {
    editId: 'e1',
    baseRev: rev,
    label: 'Add',
    patches: [{ collection: 'integrations', id: 'mine', value: { id: 'mine', name: 'Mine', service } }],
  });
  const { integrations } = await window.ask('demo.start', {});
  expect(integrations.map(({ hasSecret }) => hasSecret)).toEqual([false]);
});
