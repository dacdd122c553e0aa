// Node-RED as a process of its own, for what is measured next to it: HTTP in → function → response.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLoadClient } from './load-client.ts';

interface NodeRed extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** Installs it into a new folder and starts it; `POST /turn` answers. Throws when npm cannot install it, or it is not up in a minute. */
export async function startNodeRed(home: string): Promise<NodeRed> {
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', 'node-red@5.0.7'], {
    cwd: home,
    stdio: 'ignore',
  });
  const flow = [
    { id: 't', type: 'tab', label: 'bench' },
    { id: 'i', z: 't', type: 'http in', url: '/turn', method: 'post', wires: [['f']] },
    {
      id: 'f',
      z: 't',
      type: 'function',
      func: 'msg.payload = { length: msg.payload.content.length }; return msg;',
      outputs: 1,
      wires: [['o']],
    },
    { id: 'o', z: 't', type: 'http response', wires: [] },
  ];
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flow));
  const port = 18_800 + (process.pid % 1000);
  writeFileSync(
    join(home, 'settings.js'),
    `module.exports = { uiPort: ${port}, uiHost: '127.0.0.1', flowFile: 'flows.json', logging: { console: { level: 'off' } } };`,
  );
  const child = spawn(
    process.execPath,
    [join(home, 'node_modules/node-red/red.js'), '--userDir', home, '--settings', join(home, 'settings.js')],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => {
    child.kill();
    return Promise.resolve();
  };
  for (let tries = 0; tries < 120; tries += 1) {
    using client = createLoadClient(url);
    const [isUp] = await Promise.allSettled([client.post('/turn', '{"content":"Are you up?"}')]);
    if (isUp.status === 'fulfilled' && isUp.value)
      return { url, pid: child.pid ?? 0, [Symbol.asyncDispose]: stop };
    await sleep(500);
  }
  await stop();
  throw new Error('Node-RED did not start.');
}
