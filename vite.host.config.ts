// Bundles what runs on plain Node in the packaged app: `--mode host` the host and the command line, `--mode runner` the
// runner, which must be one file since it may read no other. From source none of this is needed.
import { join } from 'node:path';
import { defineConfig } from 'vite';

const inputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  host: {
    main: 'electron/host/main.ts',
    cli: 'cli/main.ts',
    reader: 'electron/host/knowledge/parse/main.ts',
    openapi: 'electron/host/integrations/openapi/main.ts',
    sqlite: 'shared/drivers/services/sql/sqlite-process.ts',
    searcher: 'shared/drivers/knowledge/search-worker.ts',
  },
  runner: { runner: 'shared/sandbox/worker/main.ts' },
};

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3', 'isolated-vm', 'sqlite-vec'] },
  build: {
    ssr: true,
    outDir: join(import.meta.dirname, 'out/package/host'),
    emptyOutDir: false,
    target: 'node24',
    // The runner passes the text of its functions on to isolates.
    minify: false,
    rolldownOptions: {
      input: { ...inputs[mode] },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    },
  },
}));
