// `npm run build`: the window, Electron's main process and its preload, into `out/`. Everything else runs from source.
// `--changed` builds only when an input changed since the last build.
import { buildApp, isBuilt } from './lib/build-app.ts';

const started = performance.now();
if (process.argv.includes('--changed') && isBuilt()) console.log('Nothing changed since the last build.');
else {
  await buildApp();
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
