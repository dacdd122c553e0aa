// The runtime as customers use it: a message over HTTP, its durable turn, the answer. Turns a second and how long each took, at 1 to
// 256 conversations, without and with a code step; in the same run the bare work of the storage (one transaction for the messages of
// one moment) and, where npm can install it, Node-RED (HTTP in → function → response), which keeps nothing and isolates nothing.
// `node bench/runtime.ts [--node-red] [conversations…]` prints one JSON object; for given conversations without the memory of idle ones.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { startRuntimeProcess } from '#tests/helpers/runtime-process.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { createLoadClient } from './load-client.ts';

const seconds = 4;
/** Until what runs often is compiled. */
const warmUpSeconds = 4;
const idleConversations = 10_000;
const args = process.argv.slice(2);
const given = args.map(Number).filter((count) => count > 0);
const sizes = given.length > 0 ? given : [1, 16, 64, 256];

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  /** Milliseconds of processor time of the server and its runners for a turn; says more than the rest where others share the machine. */
  readonly cpuMs: number;
}

const folder = mkdtempSync(join(tmpdir(), 'dialogram-bench-'));

const plain = sketchProject({
  workspace: { id: 'plain' },
  steps: [
    ['message', 'message-received'],
    ['answer', 'reply', { content: 'You wrote {{ args.content }}' }],
  ],
  edges: ['message.next > answer'],
});
const code = sketchProject({
  workspace: { id: 'code' },
  steps: [
    ['message', 'message-received'],
    [
      'compute',
      'code',
      { code: 'export default async function ({ args }) { return { length: args.content.length }; }' },
    ],
    ['answer', 'reply', { content: 'It has {{ args.length }} letters.' }],
  ],
  edges: ['message.next > compute', 'compute.next > answer'],
});

async function main(): Promise<void> {
  await using runtime = await startRuntimeProcess(join(folder, 'data'), {
    DIALOGRAM_KEY_RATE: '1000000',
    DIALOGRAM_RUNNERS: '4',
  });
  const client = new RuntimeClient(runtime.url, runtime.key);
  const results: Record<string, Record<number, Measured>> = {};
  for (const project of [plain, code]) {
    await client.publish(project);
    for (const size of sizes) {
      const ids: string[] = [];
      for (let count = 0; count < size; count += 1) {
        ids.push((await client.start({ projectId: project.workspace.id })).conversationId);
      }
      const headers = { authorization: `Bearer ${runtime.key}` };
      const paths = ids.map((id) => `/v1/conversations/${id}/messages?wait=30`);
      (results[project.workspace.id] ??= {})[size] = await measure(
        runtime.url,
        paths,
        () => [runtime.pid, ...runtime.runnerPids()],
        headers,
      );
    }
  }
  const before = residentMegabytes(runtime.pid);
  if (given.length === 0) await startMany(client, idleConversations);
  const idleMegabytes = residentMegabytes(runtime.pid) - before;
  console.log(
    JSON.stringify(
      {
        dialogram: results,
        bareTransaction: Object.fromEntries(sizes.map((size) => [size, bareTransaction(size)])),
        nodeRed: args.includes('--node-red') ? await nodeRed() : 'not asked for: --node-red',
        startMs: Math.round(runtime.startTimes[0] ?? 0),
        residentMegabytes: before,
        idleMegabytesPer10000: given.length === 0 ? idleMegabytes : 'not measured for given sizes',
      },
      null,
      2,
    ),
  );
}

async function startMany(client: RuntimeClient, count: number): Promise<void> {
  const start = async (): Promise<void> => {
    for (let started = 0; started < count / 32; started += 1) await client.start({ projectId: 'plain' }, 0);
  };
  await Promise.all(Array.from({ length: 32 }, start));
}

/** Clients, one for each path, that each send the next message when the one before is answered. */
async function measure(
  url: string,
  paths: readonly string[],
  pids: () => readonly number[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const times: number[] = [];
  let errors = 0;
  const startedAt = performance.now();
  const begin = startedAt + warmUpSeconds * 1000;
  const end = begin + seconds * 1000;
  let cpuBefore: number | undefined;
  await Promise.all(
    paths.map(async (path) => {
      using client = createLoadClient(url);
      for (let at = performance.now(); at < end; at = performance.now()) {
        const isFine = await client.post(path, '{"content":"Where is my parcel?"}', headers);
        if (cpuBefore === undefined && at >= begin) cpuBefore = cpuSeconds(pids());
        if (!isFine) errors += 1;
        else if (at >= begin) times.push(performance.now() - at);
      }
    }),
  );
  const cpu = cpuSeconds(pids()) - (cpuBefore ?? 0);
  const sorted = times.toSorted((one, other) => one - other);
  const quantile = (part: number): number =>
    Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1));
  return {
    perSecond: Math.round(times.length / seconds),
    p50: quantile(0.5),
    p99: quantile(0.99),
    cpuMs: Number(((cpu * 1000) / times.length).toFixed(2)),
    errors,
  };
}

/** What the disk allows: as many rows as conversations, of the size of a turn, in one durable transaction after the other. */
function bareTransaction(rows: number): { readonly perSecond: number } {
  const database = new Database(join(folder, `bare-${rows}.sqlite`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE turn (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO turn (text) VALUES (?)');
  const text = 'x'.repeat(4000);
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < seconds * 500) {
    database.transaction(() => {
      for (let row = 0; row < rows; row += 1) insert.run(text);
    })();
    count += rows;
  }
  database.close();
  return { perSecond: Math.round(count / ((performance.now() - startedAt) / 1000)) };
}

/** What processes have used so far, on Linux; elsewhere 0. */
function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    if (!existsSync(`/proc/${pid}/stat`)) continue;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // Its own time, and that of its children that have ended.
    for (const field of fields.slice(11, 15)) ticks += Number(field);
  }
  return ticks / 100;
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024);
}

async function nodeRed(): Promise<Record<number, Measured> | string> {
  const home = join(folder, 'node-red');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', 'node-red@5.0.7'], {
      cwd: home,
      stdio: 'ignore',
    });
  } catch (error) {
    return `could not be installed: ${error instanceof Error ? error.message.slice(0, 200) : ''}`;
  }
  const tab = { id: 't', type: 'tab', label: 'bench' };
  const flow = [
    tab,
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
  const child: ChildProcess = spawn(
    process.execPath,
    [join(home, 'node_modules/node-red/red.js'), '--userDir', home, '--settings', join(home, 'settings.js')],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; tries < 120; tries += 1) {
      using client = createLoadClient(url);
      const [isUp] = await Promise.allSettled([client.post('/turn', '{"content":"Are you up?"}')]);
      if (isUp.status === 'fulfilled' && isUp.value) break;
      await sleep(500);
    }
    const measured: Record<number, Measured> = {};
    for (const size of sizes)
      measured[size] = await measure(
        url,
        Array.from({ length: size }, () => '/turn'),
        () => [child.pid ?? 0],
      );
    return measured;
  } finally {
    child.kill();
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
