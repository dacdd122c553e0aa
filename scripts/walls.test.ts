// Plants every edge that `.dependency-cruiser.cjs` forbids in a copy of the layout and sees each one refused,
// so a rule that stops matching (a renamed folder, a parser that skips a form of import) is noticed.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { repository, tool } from './lib/tool.ts';

const rulesFile = join(repository, '.dependency-cruiser.cjs');

interface Edge {
  readonly from: string;
  /** A path of the layout, a package, or a Node module. */
  readonly to: string;
}

/** Rule and a forbidden edge: [rule, importing file, imported file]. */
const planted = [
  ['no-cycles', 'shared/util/cycle-a.ts', 'shared/util/cycle-b.ts'],
  ['no-unresolved', 'cli/unresolved.ts', 'cli/missing.ts'],
  ['no-undeclared-package', 'electron/host/undeclared.ts', 'undeclared'],
  ['no-development-package-in-product', 'electron/host/development.ts', 'vitest'],
  ['no-test-code-in-product', 'electron/host/tested.ts', 'tests/helpers/temp.ts'],
  ['no-test-code-in-product', 'cli/supported.ts', 'cli/session.testing.ts'],
  ['no-test-code-in-product', 'cli/scripted.ts', 'scripts/verify.ts'],
  ['base-is-pure', 'shared/model/store.ts', 'node:fs'],
  ['base-is-pure', 'shared/errors/template.ts', 'liquidjs'],
  ['base-is-pure', 'shared/util/engine.ts', 'shared/engine/walk.ts'],
  ['errors-and-util-below-model', 'shared/util/ids.ts', 'shared/model/ids.ts'],
  ['engine-is-pure', 'shared/engine/clock.ts', 'node:timers'],
  ['engine-is-pure', 'shared/engine/live.ts', 'shared/drivers/live.ts'],
  ['ipc-contract', 'shared/ipc/walk.ts', 'shared/engine/walk.ts'],
  ['bundle-contract', 'shared/bundle/read.ts', 'node:fs'],
  ['runtime-api-contract', 'shared/runtime-api/ask.ts', 'shared/engine/walk.ts'],
  ['comparison-in-words', 'shared/compare/walk.ts', 'shared/engine/walk.ts'],
  ['step-definition-is-model-only', 'shared/steps/choice/definition.ts', 'shared/engine/walk.ts'],
  ['step-definition-never-reaches-engine', 'shared/steps/wait/definition.ts', 'shared/engine/walk.ts'],
  ['step-executes-on-engine-alone', 'shared/steps/choice/execute.ts', 'shared/drivers/live.ts'],
  ['step-executes-on-engine-alone', 'shared/steps/code/execute.ts', 'node:vm'],
  ['step-views-on-definition-and-ui', 'shared/steps/choice/panel.tsx', 'renderer/state/store.ts'],
  ['step-views-on-definition-and-ui', 'shared/steps/choice/face.tsx', 'shared/engine/walk.ts'],
  ['no-step-imports-a-step', 'shared/steps/set/execute.ts', 'shared/steps/code/execute.ts'],
  ['steps-only-through-registry', 'electron/host/one-kind.ts', 'shared/steps/choice/definition.ts'],
  ['step-kit', 'shared/steps/kit/run.ts', 'shared/engine/walk.ts'],
  ['executors-for-running-code', 'shared/engine/executors.ts', 'shared/steps/registry/executors.ts'],
  ['views-for-the-window', 'electron/host/views.ts', 'shared/steps/registry/views.ts'],
  ['drivers-below-host', 'shared/drivers/host.ts', 'electron/host/main.ts'],
  ['drivers-below-host', 'shared/drivers/worker.ts', 'shared/sandbox/worker/main.ts'],
  ['drivers-for-running-code', 'electron/main/drivers.ts', 'shared/drivers/live.ts'],
  ['isolate-only-in-worker', 'shared/sandbox/client/isolate.ts', 'isolated-vm'],
  ['isolate-only-in-worker', 'shared/sandbox/client/isolate.test.ts', 'isolated-vm'],
  ['isolate-only-in-worker', 'electron/host/isolate.ts', 'isolated-vm'],
  ['worker-alone', 'shared/sandbox/worker/model.ts', 'shared/model/ids.ts'],
  ['worker-is-a-process', 'shared/sandbox/client/pool.ts', 'shared/sandbox/worker/main.ts'],
  ['sandbox-protocol', 'shared/sandbox/protocol/pool.ts', 'node:child_process'],
  ['sandbox-client', 'shared/sandbox/client/live.ts', 'shared/drivers/live.ts'],
  ['window-has-no-powers', 'renderer/app/database.ts', 'better-sqlite3'],
  ['window-has-no-powers', 'renderer/app/electron.ts', 'electron'],
  ['window-has-no-powers', 'renderer/app/live.ts', 'shared/drivers/live.ts'],
  ['window-has-no-powers', 'renderer/app/executors.ts', 'shared/steps/registry/executors.ts'],
  ['window-has-no-powers', 'renderer/app/host.ts', 'electron/host/main.ts'],
  ['window-has-no-node', 'renderer/app/node.ts', 'node:fs'],
  ['main-is-thin', 'electron/main/database.ts', 'better-sqlite3'],
  ['main-is-thin', 'electron/main/engine.ts', 'shared/engine/walk.ts'],
  ['main-is-thin', 'electron/main/host.ts', 'electron/host/main.ts'],
  ['preload-is-a-contract', 'electron/preload/node.ts', 'node:fs'],
  ['host-is-plain-node', 'electron/host/electron.ts', 'electron'],
  ['host-is-plain-node', 'electron/host/main-process.ts', 'electron/main/main.ts'],
  ['electron-only-in-its-processes', 'shared/ipc/electron.ts', 'electron'],
  ['database-only-in-its-owners', 'cli/database.ts', 'better-sqlite3'],
  ['cli-has-no-window', 'cli/window.ts', 'renderer/state/store.ts'],
  ['cli-has-no-window', 'cli/main-process.ts', 'electron/main/main.ts'],
  ['runtime-stands-alone', 'runtime/server/host.ts', 'electron/host/main.ts'],
  ['runtime-stands-alone', 'runtime/server/window.ts', 'renderer/state/store.ts'],
  ['shared-imports-no-program', 'shared/drivers/cli.ts', 'cli/main.ts'],
] as const;

/** Edges the architecture lives by. */
const allowed: readonly Edge[] = [
  { from: 'shared/model/project.ts', to: 'zod' },
  { from: 'shared/model/parse.ts', to: 'shared/errors/app-error.ts' },
  { from: 'shared/engine/render.ts', to: 'liquidjs' },
  { from: 'shared/engine/flow.ts', to: 'shared/model/ids.ts' },
  { from: 'shared/engine/walk.test.ts', to: 'node:fs' },
  { from: 'shared/engine/walk.test.ts', to: 'shared/drivers/live.ts' },
  { from: 'shared/steps/end/definition.ts', to: 'shared/model/ids.ts' },
  { from: 'shared/steps/end/execute.ts', to: 'shared/steps/end/definition.ts' },
  { from: 'shared/steps/end/execute.ts', to: 'shared/engine/walk.ts' },
  { from: 'shared/steps/end/panel.tsx', to: 'shared/steps/kit/field.tsx' },
  { from: 'shared/steps/end/panel.tsx', to: 'renderer/ui/button.tsx' },
  { from: 'shared/steps/end/panel.tsx', to: 'react' },
  { from: 'shared/steps/registry/executors.ts', to: 'shared/steps/end/execute.ts' },
  { from: 'shared/drivers/live.ts', to: 'shared/engine/walk.ts' },
  { from: 'shared/drivers/sandbox.ts', to: 'shared/sandbox/client/runner.ts' },
  { from: 'shared/drivers/http.ts', to: 'node:dns' },
  { from: 'shared/sandbox/worker/main.ts', to: 'isolated-vm' },
  { from: 'shared/sandbox/worker/main.ts', to: 'node:process' },
  { from: 'renderer/app/app.tsx', to: 'react' },
  { from: 'renderer/app/app.tsx', to: 'shared/steps/registry/views.ts' },
  { from: 'renderer/app/app.tsx', to: 'shared/ipc/channels.ts' },
  { from: 'electron/main/window.ts', to: 'electron' },
  { from: 'electron/main/window.ts', to: 'shared/ipc/channels.ts' },
  { from: 'electron/preload/bridge.ts', to: 'electron' },
  { from: 'electron/host/project.ts', to: 'better-sqlite3' },
  { from: 'electron/host/preview.ts', to: 'shared/steps/registry/executors.ts' },
  { from: 'cli/run.ts', to: 'electron/host/main.ts' },
  { from: 'runtime/server/run.ts', to: 'shared/drivers/live.ts' },
];

/** Edges that only make a planted one possible. */
const supporting: readonly Edge[] = [
  { from: 'shared/util/cycle-b.ts', to: 'shared/util/cycle-a.ts' },
  { from: 'shared/steps/wait/definition.ts', to: 'shared/steps/wait/offer.ts' },
  { from: 'shared/steps/wait/offer.ts', to: 'shared/engine/walk.ts' },
];

const packages = {
  dependencies: { zod: '1.0.0', liquidjs: '1.0.0', 'better-sqlite3': '1.0.0', 'isolated-vm': '1.0.0' },
  devDependencies: { electron: '1.0.0', react: '1.0.0', vitest: '1.0.0' },
};
const installed = [
  ...Object.keys(packages.dependencies),
  ...Object.keys(packages.devDependencies),
  'undeclared',
];

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});
type Violation = z.infer<typeof reportSchema>['summary']['violations'][number];

const root = mkdtempSync(join(tmpdir(), 'dialogram-walls-'));
let violations: readonly Violation[] = [];

beforeAll(async () => {
  layOut();
  const report = await cruise();
  violations = reportSchema.parse(JSON.parse(report)).summary.violations;
}, 60_000);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('import walls', () => {
  test.each(planted)('%s refuses %s → %s', (rule, from, to) => {
    const caught = violations.filter((violation) => violation.rule.name === rule && violation.from === from);
    expect(caught.map((violation) => violation.to).join()).toContain(basename(to).replace('node:', ''));
  });

  test.each(allowed)('$from may import $to', ({ from, to }) => {
    expect(violations.filter((violation) => violation.from === from && violation.to.includes(to))).toEqual(
      [],
    );
  });

  test('every rule has a planted violation', () => {
    const ruleNames = [
      ...readFileSync(rulesFile, 'utf8').matchAll(/(?:name: |(?:only|onlyWithNode|never)\(\s*)'([a-z-]+)'/g),
    ].map((match) => match[1]);
    expect(ruleNames.length).toBeGreaterThan(20);
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(ruleNames));
  });
});

function layOut(): void {
  write('package.json', JSON.stringify({ name: 'layout', type: 'module', imports: importsMap, ...packages }));
  for (const name of installed) {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js', license: 'MIT' }),
    );
    write(`node_modules/${name}/index.js`, '');
  }
  const sources = new Map<string, string[]>();
  const importsOf = (path: string): string[] => {
    const known = sources.get(path) ?? [];
    sources.set(path, known);
    return known;
  };
  const edges = [...planted.map(([, from, to]) => ({ from, to })), ...allowed, ...supporting];
  for (const { from, to } of edges) {
    if (from === 'shared/steps/wait/definition.ts' && to === 'shared/engine/walk.ts') continue; // reached, not imported
    importsOf(from).push(importStatement(from, to, importsOf(from).length));
    if (isLayoutPath(to) && to !== 'cli/missing.ts') importsOf(to);
  }
  for (const [path, statements] of sources) write(path, `${statements.join('\n')}\nexport const here = 1;\n`);
}

const importsMap = {
  '#shared/*': './shared/*',
  '#host/*': './electron/host/*',
  '#renderer/*': './renderer/*',
  '#tests/*': './tests/*',
};

/** Takes turns with the forms an import can have, so none of them is a hole in the wall. */
function importStatement(from: string, to: string, index: number): string {
  const specifier = specifierOf(from, to);
  const forms = [
    `import { here as value${index} } from '${specifier}';`,
    `import type { here as Type${index} } from '${specifier}';`,
    `export { here as again${index} } from '${specifier}';`,
    `export const later${index} = () => import('${specifier}');`,
    `export async function use${index}() {\n  await using held = (await import('${specifier}')).here;\n  return String(held);\n}`,
  ];
  const form = forms[(from.length + to.length) % forms.length];
  if (form === undefined) throw new Error('No form of import left to write.');
  return form;
}

function specifierOf(from: string, to: string): string {
  if (!isLayoutPath(to)) return to;
  for (const [alias, folder] of Object.entries(importsMap)) {
    const prefix = folder.slice(2, -1);
    if (to.startsWith(prefix)) return `${alias.slice(0, -1)}${to.slice(prefix.length)}`;
  }
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function isLayoutPath(path: string): boolean {
  return /\.tsx?$/.test(path);
}

function write(path: string, content: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

async function cruise(): Promise<string> {
  const args = [tool('dependency-cruiser', 'depcruise'), '--config', rulesFile, '--output-type', 'json', '.'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      // Violations make the exit code non-zero, so only a missing report is a failure.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`dependency-cruiser gave no report: ${stderr}`, { cause: error }));
    });
  });
}
