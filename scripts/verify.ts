// `npm run verify`: every rule of the repository that a tool can check. Fails when one of them does.
// `--no-tests` leaves the unit tests out, for a run that has them elsewhere.
import { availableParallelism } from 'node:os';
import { typescriptProjects } from './lib/projects.ts';
import { runSteps, type Step, type StepResult } from './lib/run-steps.ts';
import { tool } from './lib/tool.ts';

const unitTests: Step = {
  name: 'unit tests',
  args: [tool('vitest'), 'run', '--project=unit', '--silent=passed-only'],
};

/** Longest first, so that no lane ends alone. */
const checks: readonly Step[] = [
  { name: 'format', args: [tool('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', args: [tool('knip'), '--no-progress'] },
  ...typescriptProjects().map((project) => ({
    name: `types (${project})`,
    args: [tool('typescript', 'tsc'), '--project', project],
  })),
  {
    name: 'import walls',
    args: [tool('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.cjs', '.'],
  },
  { name: 'lint', args: [tool('oxlint'), '--deny-warnings', '--format=unix'] },
  { name: 'house rules', args: ['scripts/house-rules.ts'] },
  { name: 'generated files', args: ['scripts/generate.ts', '--check'] },
];

const steps = process.argv.includes('--no-tests') ? checks : [unitTests, ...checks];
const started = performance.now();
const results = await runSteps(steps, Math.min(2, availableParallelism()), report);
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
const total = seconds(performance.now() - started);
if (failed.length === 0) {
  console.log(`\nverify: all ${results.length} steps passed in ${total}`);
} else {
  console.error(
    `\nverify: ${failed.length} of ${results.length} steps failed in ${total}: ${failed.join(', ')}`,
  );
  process.exitCode = 1;
}

function report({ name, passed, output, milliseconds }: StepResult): void {
  console.log(`${passed ? '✔' : '✖'} ${name.padEnd(32)} ${seconds(milliseconds).padStart(7)}`);
  if (!passed) console.log(`${output.trimEnd()}\n`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
