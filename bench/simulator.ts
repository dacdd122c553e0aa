// How often the simulator picks the tool that a person would pick, on messages to the presets that its rules were not tuned on.
// `node bench/simulator.ts` prints the share and the misses; `--tuning` those of the messages that rules are tuned on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { type OpenedPreset, openPreset } from '#tests/helpers/preset.ts';

interface Case {
  readonly preset: string;
  readonly workflow: string;
  readonly testUser: string;
  /** What the customer said before; empty = nothing. */
  readonly before: string;
  readonly message: string;
  readonly tool: string;
}

const set = process.argv.includes('--tuning') ? 'tuning' : 'held-out';
const cases: readonly Case[] = readFileSync(join(import.meta.dirname, `simulator/${set}.tsv`), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [preset = '', workflow = '', testUser = '', before = '', message = '', tool = ''] =
      line.split('\t');
    return { preset, workflow, testUser, before, message, tool };
  });

const pool = createRunnerPool({ maxRunners: 1, spares: 0 });
const presets = new Map<string, OpenedPreset>();
const hits = new Map<string, { right: number; all: number }>();
const misses: string[] = [];
for (const each of cases) {
  const picked = await pickedFor(each);
  const name = [each.preset, each.workflow, ...(each.before === '' ? [] : ['later'])].join(' › ');
  const { right, all } = hits.get(name) ?? { right: 0, all: 0 };
  hits.set(name, { right: right + (picked === each.tool ? 1 : 0), all: all + 1 });
  if (picked !== each.tool) misses.push(`${name}: “${each.message}” → ${picked}, a person: ${each.tool}`);
}
for (const preset of presets.values()) await preset[Symbol.asyncDispose]();
await pool.close();

for (const [name, { right, all }] of hits) process.stdout.write(`${name}: ${right} of ${all}\n`);
const right = cases.length - misses.length;
process.stdout.write(`${set}: ${right} of ${cases.length}, ${((right / cases.length) * 100).toFixed(1)} %\n`);
if (misses.length > 0) process.stdout.write(`${misses.join('\n')}\n`);

/** The tool of the first prompt that the message comes to. */
async function pickedFor({ preset, workflow, testUser, before, message }: Case): Promise<string> {
  const opened = presets.get(preset) ?? openPreset(preset);
  presets.set(preset, opened);
  const script = [before, message].filter((text) => text !== '').map((say) => ({ say }));
  const events = await opened.play(script, { workflow, testUser, pool: () => pool });
  const said = events.findLastIndex(({ type }) => type === 'message.received');
  const pick = events.slice(said).find(({ type }) => type === 'tool.picked');
  return pick?.type === 'tool.picked' ? pick.tool : 'nothing';
}
