import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { relayFromHostSchema, type RelayToHost } from '#shared/ipc/relay.ts';
import { newProjectFile, open, putStep, temporaryFolder } from '#tests/helpers/project-folder.ts';

function startHost() {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    serialization: 'advanced',
    env: { ...process.env, DIALOGRAM_HOME: temporaryFolder() },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const next = async () => relayFromHostSchema.parse((await once(child, 'message'))[0]);
  const ask = (message: RelayToHost) => {
    const answer = next();
    child.send(message);
    return answer;
  };
  return { child, next, ask };
}

const request = (connectionId: number, id: number, channel: string, payload: unknown): RelayToHost => ({
  type: 'frame',
  connectionId,
  frame: { type: 'request', id, channel, payload },
});

test('the host process carries frames of many windows and ends with its parent, with every project closed', async () => {
  const path = newProjectFile();
  const { child, next, ask } = startHost();
  expect(await next()).toEqual({ type: 'ready' });
  child.send({ type: 'nonsense' });
  child.send({ type: 'open', connectionId: 1 });
  child.send({ type: 'open', connectionId: 2 });
  expect(await ask(request(1, 1, 'project.open', { path }))).toMatchObject({
    connectionId: 1,
    frame: { type: 'answer', id: 1, payload: { readOnly: null } },
  });
  expect(await ask(request(2, 1, 'project.open', { path }))).toMatchObject({
    connectionId: 2,
    frame: { payload: { readOnly: expect.stringContaining('another window') } },
  });
  const edit = { editId: 'e', baseRev: 0, label: 'Add', patches: [putStep('a')] };
  child.send({ type: 'close', connectionId: 2 });
  expect(await ask(request(1, 2, 'project.edit', edit))).toMatchObject({ frame: { payload: { rev: 1 } } });

  const exit = once(child, 'exit');
  child.disconnect();
  expect(await exit).toEqual([0, null]);
  expect(open(path).rev).toBe(1);
});
