// Who may import whom: the walls of docs/architecture.md, as rules that fail `npm run verify`.
// Each rule has a planted violation in scripts/walls.test.ts; add one there with every rule here.
'use strict';

const { Visitor } = require('@swc/core/Visitor.js');

// The visitor that the swc parser brings gives up at `using`, which declares variables as `const` does.
const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function visitAnyStatement(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  this.visitVariableDeclarators(statement.decls);
  return statement;
};

/** Tests may reach for drivers and fixtures; everything else of a folder keeps to its wall. */
const testCode = String.raw`\.(?:test|testing)\.tsx?$|^tests/|^bench/`;
const zod = '^node_modules/zod/';
const base = '^shared/(model|errors|util)/';
const pureLibraries = '^node_modules/(acorn|zod|liquidjs|libphonenumber-js)/';
const stepFolder = '^shared/steps/(?!kit/|registry/)([^/]+)/';

/** Nothing but `allowed` may be imported from `from`; tests excepted. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: testCode },
  to: { pathNot: allowed },
});

/** The same, with Node's own modules allowed too. */
const onlyWithNode = (name, comment, from, allowed) => ({
  ...only(name, comment, from, allowed),
  to: { pathNot: allowed, dependencyTypesNot: ['core'] },
});

/** `forbidden` may not be imported from `from`, tests included. */
const never = (name, comment, from, forbidden) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: forbidden },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      comment: 'A package must stand in package.json; another package bringing it along does not count.',
      severity: 'error',
      from: { pathNot: '^scripts/electron-stand-in/default-app/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-in-product',
      comment:
        'What runs unbundled ships with `dependencies` alone. Window code is bundled and free of this.',
      severity: 'error',
      from: { path: '^(electron/host|shared|cli|runtime)/', pathNot: [testCode, String.raw`\.tsx$`] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(electron|renderer|shared|runtime|cli)/', pathNot: testCode },
      to: { path: [testCode, '^scripts/'] },
    },

    only('base-is-pure', 'model, errors and util: zod only.', base, [base, zod]),
    never(
      'errors-and-util-below-model',
      'errors and util stand below the model.',
      '^shared/(errors|util)/',
      '^shared/model/',
    ),
    only(
      'engine-is-pure',
      'engine: model, errors, util and libraries that only compute; no Node, DOM or I/O.',
      '^shared/engine/',
      ['^shared/engine/', base, pureLibraries],
    ),
    only('ipc-contract', 'ipc: runtime-api, bundle, model, errors, util.', '^shared/ipc/', [
      '^shared/(ipc|runtime-api|bundle)/',
      base,
      zod,
    ]),
    only('bundle-contract', 'bundle: model, errors, util.', '^shared/bundle/', [
      '^shared/bundle/',
      base,
      zod,
    ]),

    only('comparison-in-words', 'compare: the model, and what steps say of themselves.', '^shared/compare/', [
      '^shared/compare/',
      '^shared/steps/registry/definitions[.]ts$',
      base,
      zod,
    ]),
    only('runtime-api-contract', 'runtime-api: bundle, model, errors, util.', '^shared/runtime-api/', [
      '^shared/(runtime-api|bundle)/',
      base,
      zod,
    ]),

    {
      name: 'step-definition-is-model-only',
      severity: 'error',
      from: { path: `${stepFolder}definition[.]ts$` },
      to: { pathNot: [base, zod, '^shared/steps/$1/(?!execute[.]|panel[.]|face[.])'] },
    },
    {
      name: 'step-definition-never-reaches-engine',
      comment: 'Also not through a file of its own folder.',
      severity: 'error',
      from: { path: `${stepFolder}definition[.]ts$` },
      to: { path: '^shared/engine/', reachable: true },
    },
    {
      name: 'step-executes-on-engine-alone',
      comment: 'execute.ts and what stands beside it: the definition and the engine.',
      severity: 'error',
      from: { path: stepFolder, pathNot: [testCode, String.raw`/definition\.ts$`, String.raw`\.tsx$`] },
      to: { pathNot: [base, '^shared/engine/', pureLibraries, '^shared/steps/$1/(?!panel[.]|face[.])'] },
    },
    {
      name: 'step-views-on-definition-and-ui',
      comment: 'panel.tsx and face.tsx: definition, steps/kit and renderer/ui.',
      severity: 'error',
      from: { path: `${stepFolder}.*[.]tsx$`, pathNot: testCode },
      to: {
        pathNot: [
          base,
          zod,
          '^shared/steps/kit/',
          '^renderer/ui/',
          '^node_modules/(react|@mantine|@tabler)/',
          '^shared/steps/$1/(?!execute[.])',
        ],
      },
    },
    {
      name: 'no-step-imports-a-step',
      severity: 'error',
      from: { path: stepFolder },
      to: { path: stepFolder, pathNot: '^shared/steps/$1/' },
    },
    {
      name: 'steps-only-through-registry',
      comment: 'A kind is reached through the generated registries, so that adding one is adding a folder.',
      severity: 'error',
      from: { pathNot: [testCode, '^shared/steps/'] },
      to: { path: stepFolder },
    },
    only('step-kit', 'kit: the model and window building blocks.', '^shared/steps/kit/', [
      '^shared/steps/kit/',
      base,
      zod,
      '^renderer/ui/',
      '^node_modules/(react|@mantine|@tabler)/',
    ]),
    {
      name: 'executors-for-running-code',
      comment: 'The executor registry is for host, runtime and cli.',
      severity: 'error',
      from: { pathNot: [testCode, '^(electron/host|runtime|cli)/'] },
      to: { path: '^shared/steps/registry/executors[.]ts$' },
    },
    {
      name: 'views-for-the-window',
      comment: 'The view and help registries are for the renderer.',
      severity: 'error',
      from: { pathNot: [testCode, '^renderer/'] },
      to: { path: '^shared/steps/registry/(views|help)[.]ts$' },
    },

    onlyWithNode(
      'drivers-below-host',
      'drivers: the engine, sandbox/client, packages and Node; the same ones for preview, cli and runtime.',
      '^shared/drivers/',
      ['^shared/(drivers|engine)/', '^shared/sandbox/(client|protocol)/', base, '^node_modules/'],
    ),
    {
      name: 'drivers-for-running-code',
      severity: 'error',
      from: { pathNot: [testCode, '^(electron/host|runtime|cli|shared/drivers)/'] },
      to: { path: '^shared/drivers/' },
    },
    {
      name: 'isolate-only-in-worker',
      comment:
        'A process that owns data never loads isolated-vm: ordinary code can abort the process it runs in.',
      severity: 'error',
      from: { pathNot: '^shared/sandbox/worker/' },
      to: { path: ['^isolated-vm$', 'node_modules/isolated-vm/'] },
    },
    onlyWithNode(
      'worker-alone',
      'sandbox/worker: protocol, isolated-vm and Node.',
      '^shared/sandbox/worker/',
      ['^shared/sandbox/(worker|protocol)/', '^node_modules/isolated-vm/'],
    ),
    {
      name: 'worker-is-a-process',
      comment: 'The worker is started, never imported.',
      severity: 'error',
      from: { pathNot: [testCode, '^shared/sandbox/worker/'] },
      to: { path: '^shared/sandbox/worker/' },
    },
    only('sandbox-protocol', 'protocol: what both sides parse.', '^shared/sandbox/protocol/', [
      '^shared/sandbox/protocol/',
      base,
      zod,
    ]),
    onlyWithNode('sandbox-client', 'client: protocol and Node.', '^shared/sandbox/client/', [
      '^shared/sandbox/(client|protocol)/',
      base,
      zod,
    ]),

    never(
      'window-has-no-powers',
      'renderer: never Electron, the database, drivers, executors or another process.',
      '^(renderer/|shared/steps/.*[.]tsx$)',
      [
        '^electron/',
        '^(runtime|cli)/',
        '^shared/(drivers|sandbox)/',
        '^shared/steps/registry/executors[.]ts$',
        '^node_modules/(electron|better-sqlite3|isolated-vm)/',
      ],
    ),
    {
      name: 'window-has-no-node',
      severity: 'error',
      from: { path: '^(renderer/|shared/steps/.*[.]tsx$)', pathNot: testCode },
      to: { dependencyTypes: ['core'] },
    },
    never('main-is-thin', 'electron/main: no database, no engine, no other process.', '^electron/main/', [
      '^node_modules/better-sqlite3/',
      '^shared/(engine|drivers|sandbox|steps)/',
      '^electron/(host|preload)/',
      '^(renderer|runtime|cli)/',
    ]),
    {
      name: 'preload-is-a-contract',
      comment: 'preload: electron and shared/ipc.',
      severity: 'error',
      from: { path: '^electron/preload/', pathNot: testCode },
      to: {
        pathNot: ['^electron/preload/', '^shared/ipc/', base, zod, '^node_modules/electron/', '^electron$'],
      },
    },
    never(
      'host-is-plain-node',
      'electron/host runs on Node: no Electron, no window, and not the other programs.',
      '^electron/host/',
      ['^node_modules/electron/', '^electron/(main|preload)/', '^(renderer|runtime|cli)/'],
    ),
    {
      name: 'electron-only-in-its-processes',
      severity: 'error',
      from: { pathNot: [testCode, '^electron/(main|preload)/', '^scripts/'] },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'database-only-in-its-owners',
      severity: 'error',
      from: { pathNot: [testCode, '^(electron/host|runtime|scripts)/', '^shared/drivers/'] },
      to: { path: '^node_modules/better-sqlite3/' },
    },
    never('cli-has-no-window', 'cli: never electron/main or renderer.', '^cli/', [
      '^electron/(main|preload)/',
      '^(renderer|runtime)/',
    ]),
    never(
      'runtime-stands-alone',
      'runtime: never electron/host, electron/main, renderer or cli.',
      '^runtime/',
      ['^electron/', '^(renderer|cli)/'],
    ),
    {
      name: 'shared-imports-no-program',
      severity: 'error',
      from: { path: '^shared/', pathNot: [testCode, String.raw`^shared/steps/.*\.tsx$`] },
      to: { path: '^(electron|renderer|runtime|cli)/' },
    },
  ],
  options: {
    // The swc parser, since TypeScript 7 has no JavaScript compiler API.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|[.]cache|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
