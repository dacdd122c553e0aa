// How the app is packaged. `scripts/package.ts` prepares what is named here and adds where Electron itself comes from.
// Invariants: the asar holds built code alone; host, command line, Node 24 and native modules lie beside it as plain files,
// since Electron runs none of them; every fuse that lets the binary be used as something else is blown.
import type { Configuration } from 'electron-builder';

export const packageConfig: Configuration = {
  appId: 'app.dialogram.desktop',
  productName: 'Dialogram',
  directories: { output: 'dist', buildResources: 'build' },
  files: ['out/{main,preload,renderer}/**', '!**/*.map', 'package.json', '!**/node_modules/**'],
  extraResources: [
    { from: 'out/package/node', to: 'node' },
    { from: 'out/package/host', to: 'host', filter: ['*.mjs'] },
    { from: 'out/package/host/node_modules', to: 'host/node_modules' },
    { from: 'resources/presets', to: 'host/resources/presets', filter: ['*.json'] },
  ],
  asar: true,
  // The native modules are built for Node 24, never for Electron.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: [{ ext: 'dialogram', name: 'Dialogram project', role: 'Editor' }],
  linux: { executableName: 'dialogram', category: 'Development', target: ['tar.gz'] },
  mac: {
    category: 'public.app-category.developer-tools',
    target: ['zip'],
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },
  win: { target: ['zip'] },
};
