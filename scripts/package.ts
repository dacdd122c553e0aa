// `npm run package`: the app for this computer, as a folder in `dist/`.
import { findOfficialElectron } from './machine/electron.ts';
import { packageApp } from './package/package-app.ts';

const electron = findOfficialElectron();
const executable = await packageApp(electron.ok ? electron.value : undefined);
console.log(`Packaged: ${executable}`);
