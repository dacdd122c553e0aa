import { expect, test } from 'vitest';
import type { ToHost, ToWindow } from '#shared/ipc/protocol.ts';
import { createClient } from './client.ts';

/** The two ends of a link without a host behind it. */
function aLink() {
  const sent: ToHost[] = [];
  let hear: (frame: unknown) => void = () => undefined;
  let link: (isUp: boolean) => void = () => undefined;
  const client = createClient({
    send: (frame) => sent.push(frame),
    onFrame: (listener) => {
      hear = listener;
    },
    onLink: (listener) => {
      link = listener;
    },
  });
  return { client, sent, hear: (frame: ToWindow) => hear(frame), link: (isUp: boolean) => link(isUp) };
}

const info = { version: '1.0.0', projectsFolder: '/p', shell: 'browser' };

test('an answer reaches the request with its id', async () => {
  const { client, sent, hear, link } = aLink();
  link(true);
  const first = client.invoke('app.info', {});
  const second = client.invoke('projects.list', {});
  expect(sent.map((frame) => frame.id)).toEqual([1, 2]);
  hear({ type: 'answer', id: 2, payload: { projects: [] } });
  hear({ type: 'answer', id: 1, payload: info });
  expect(await first).toEqual(info);
  expect(await second).toEqual({ projects: [] });
});

test('a failure is thrown as the AppError it was', async () => {
  const { client, hear, link } = aLink();
  link(true);
  const opening = client.invoke('project.open', { path: '/x' });
  const error = { code: 'PROJECT_NOT_FOUND' as const, message: 'gone', blame: 'user' as const, details: {} };
  hear({ type: 'failure', id: 1, error });
  await expect(opening).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND', message: 'gone' });
});

test('an answer that does not fit its channel is an error, not a crash', async () => {
  const { client, hear, link } = aLink();
  link(true);
  const asking = client.invoke('app.info', {});
  hear({ type: 'answer', id: 1, payload: { version: 1 } });
  await expect(asking).rejects.toMatchObject({ code: 'INTERNAL', blame: 'bug' });
});

test('requests under way fail when the link closes, and new ones at once', async () => {
  const { client, link } = aLink();
  link(true);
  const asking = client.invoke('app.info', {});
  link(false);
  await expect(asking).rejects.toMatchObject({ code: 'HOST_DOWN' });
  await expect(client.invoke('app.info', {})).rejects.toMatchObject({ code: 'HOST_DOWN' });
});

test('a host that goes away and comes back is told like a link', () => {
  const { client, hear, link } = aLink();
  const states: boolean[] = [];
  client.onUp((isUp) => states.push(isUp));
  link(true);
  hear({ type: 'notice', name: 'host.state', payload: { isUp: false } });
  hear({ type: 'notice', name: 'host.state', payload: { isUp: true } });
  expect(states).toEqual([false, true, false, true]);
});

test('an aborted request asks the host to cancel it', async () => {
  const { client, sent, hear, link } = aLink();
  link(true);
  const controller = new AbortController();
  const asking = client.invoke('project.problems', {}, { signal: controller.signal });
  controller.abort();
  expect(sent.at(-1)).toEqual({ type: 'cancel', id: 1 });
  const error = { code: 'CANCELLED' as const, message: 'cancelled', blame: 'user' as const, details: {} };
  hear({ type: 'failure', id: 1, error });
  await expect(asking).rejects.toMatchObject({ code: 'CANCELLED' });
});
