// The runtime as customers use it: a message over HTTP, its durable turn, the answer. Turns a second and how long each took, at 1 to
// 256 conversations, without and with a code step; in the same run the bare work of the storage (one transaction for the messages of
// one moment) and, where it is asked for, Node-RED (HTTP in → function → response), which keeps nothing and isolates nothing. All of
// them run from the start and are measured in turns, a second each, so that a computer that others share is as slow for one as for the
// other; `ofNodeRed` is the middle one of the ratios of neighbours.
// `node bench/runtime.ts [--node-red] [conversations…]` prints one JSON object; for given conversations without the memory of idle ones.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { startRuntimeProcess } from '#tests/helpers/runtime-process.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { createLoadClient } from './load-client.ts';
import { startNodeRed } from './node-red.ts';

const rounds = 9;
const windowMs = 1000;
/** Until what runs often is compiled: services run for days. */
const warmUpMs = 15_000;
const idleConversations = 10_000;
const args = process.argv.slice(2);
const given = args.map(Number).filter((count) => count > 0);
const sizes = given.length > 0 ? given : [1, 16, 64, 256];

/** What is put under load. */
interface Target {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  pids(): readonly number[];
  /** Addresses for as many clients. */
  paths(count: number): Promise<readonly string[]>;
}

interface Seen {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly errors: number;
  readonly cpuMs: number;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  /** Milliseconds of processor time of the server and its runners for a turn; says more than the rest where others share the machine. */
  readonly cpuMs: number;
  readonly ofNodeRed?: number;
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
  await using nodeRed = args.includes('--node-red')
    ? await startNodeRed(join(folder, 'node-red'))
    : undefined;
  const client = new RuntimeClient(runtime.url, runtime.key);
  const targets: Target[] = [];
  for (const project of [plain, code]) {
    await client.publish(project);
    targets.push({
      name: project.workspace.id,
      url: runtime.url,
      headers: { authorization: `Bearer ${runtime.key}` },
      pids: () => [runtime.pid, ...runtime.runnerPids()],
      paths: (count) => conversations(client, project.workspace.id, count),
    });
  }
  if (nodeRed !== undefined) {
    const paths = (count: number) => Promise.resolve(Array.from({ length: count }, () => '/turn'));
    targets.push({ name: 'nodeRed', url: nodeRed.url, headers: {}, pids: () => [nodeRed.pid], paths });
  }
  const warm = await Promise.all(targets.map((target) => target.paths(16)));
  for (const [index, target] of targets.entries()) await load(target, warm[index] ?? [], warmUpMs);
  const measured: Record<number, Record<string, Measured>> = {};
  for (const size of sizes) measured[size] = await compare(targets, size);
  const before = residentMegabytes(runtime.pid);
  if (given.length === 0) await startMany(client, idleConversations);
  const idleMegabytes = residentMegabytes(runtime.pid) - before;
  console.log(
    JSON.stringify(
      {
        conversations: measured,
        bareTransaction: Object.fromEntries(sizes.map((size) => [size, bareTransaction(size)])),
        startMs: Math.round(runtime.startTimes[0] ?? 0),
        residentMegabytes: before,
        idleMegabytesPer10000: given.length === 0 ? idleMegabytes : 'not measured for given sizes',
      },
      null,
      2,
    ),
  );
}

async function conversations(client: RuntimeClient, projectId: string, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { conversationId } = await client.start({ projectId });
    paths.push(`/v1/conversations/${conversationId}/messages?wait=30`);
  }
  return paths;
}

async function startMany(client: RuntimeClient, count: number): Promise<void> {
  const start = async (): Promise<void> => {
    for (let started = 0; started < count / 32; started += 1) await client.start({ projectId: 'plain' }, 0);
  };
  await Promise.all(Array.from({ length: 32 }, start));
}

/** Windows of all targets in turns. */
async function compare(targets: readonly Target[], size: number): Promise<Record<string, Measured>> {
  const clients = await Promise.all(targets.map((target) => target.paths(size)));
  const seen = targets.map((): Seen[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, target] of targets.entries()) {
      seen[index]?.push(await load(target, clients[index] ?? [], windowMs));
    }
  }
  const other = seen[targets.findIndex(({ name }) => name === 'nodeRed')];
  return Object.fromEntries(
    targets.map(({ name }, index) => [
      name,
      summary(seen[index] ?? [], name === 'nodeRed' ? undefined : other),
    ]),
  );
}

/** The middle one of the windows, for each number. */
function summary(windows: readonly Seen[], others: readonly Seen[] | undefined): Measured {
  const middle = (digits: number, of: (seen: Seen, round: number) => number): number =>
    Number(quantile(windows.map(of), 0.5).toFixed(digits));
  return {
    perSecond: middle(0, ({ perSecond }) => perSecond),
    p50: middle(1, ({ times }) => quantile(times, 0.5)),
    p99: middle(1, ({ times }) => quantile(times, 0.99)),
    cpuMs: middle(2, ({ cpuMs }) => cpuMs),
    errors: windows.reduce((sum, { errors }) => sum + errors, 0),
    ...(others === undefined
      ? {}
      : { ofNodeRed: middle(2, ({ perSecond }, round) => perSecond / (others[round]?.perSecond ?? 1)) }),
  };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

/** Clients, one for each path, that each send the next message when the one before is answered. */
async function load({ url, headers, pids }: Target, paths: readonly string[], forMs: number): Promise<Seen> {
  const times: number[] = [];
  let errors = 0;
  const cpuBefore = cpuSeconds(pids());
  const begin = performance.now();
  const end = begin + forMs;
  await Promise.all(
    paths.map(async (path) => {
      using client = createLoadClient(url);
      for (let at = performance.now(); at < end; at = performance.now()) {
        if (await client.post(path, '{"content":"Where is my parcel?"}', headers))
          times.push(performance.now() - at);
        else errors += 1;
      }
    }),
  );
  const perSecond = times.length / ((performance.now() - begin) / 1000);
  return { perSecond, times, errors, cpuMs: ((cpuSeconds(pids()) - cpuBefore) * 1000) / times.length };
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
  while (performance.now() - startedAt < 2000) {
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

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
