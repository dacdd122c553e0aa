// Builds Electron's main process and preload as one CommonJS file each. `--mode` is the process: `main` or `preload`.
import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: join(import.meta.dirname, 'out', mode),
    emptyOutDir: true,
    target: 'node18',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: join(import.meta.dirname, 'electron', mode, `${mode}.ts`),
      output: { format: 'cjs', entryFileNames: `${mode}.cjs`, codeSplitting: false },
    },
  },
}));
