// A runtime in this process, with a data folder of its own and a clock that a test can move.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRuntime, type Runtime, type RuntimeOptions } from '../../runtime/runtime.ts';
import { readSettings } from '../../runtime/settings.ts';
import { RuntimeClient } from './runtime-client.ts';

export interface TestRuntime extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly client: RuntimeClient;
  readonly folder: string;
  /** Ends it and starts it again with the same data, or what `between` makes of it. */
  restart(between?: () => Promise<unknown>): Promise<void>;
}

type TestOptions = Omit<RuntimeOptions, 'settings'> & {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

export async function startRuntime({
  folder: given,
  environment,
  ...options
}: TestOptions = {}): Promise<TestRuntime> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'dialogram-runtime-'));
  const open = (): Promise<Runtime> =>
    openRuntime({
      settings: readSettings({ PORT: '0', DIALOGRAM_DATA: folder, DIALOGRAM_LOG: 'silent', ...environment }),
      ...options,
    });
  let runtime = await open();
  const key = runtime.adminKey ?? '';
  let client = new RuntimeClient(runtime.url, key);
  return {
    get runtime() {
      return runtime;
    },
    get client() {
      return client;
    },
    folder,
    async restart(between) {
      await runtime.close();
      await between?.();
      runtime = await open();
      client = new RuntimeClient(runtime.url, key);
    },
    async [Symbol.asyncDispose]() {
      await runtime.close(0);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
