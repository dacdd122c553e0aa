// What `electron <folder>` runs first: the part of Electron's own default app that finds and starts the given one.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app } = require('electron');

const preloads = [];
let given;
const args = process.argv.slice(1);
while (args.length > 0 && given === undefined) {
  const arg = args.shift();
  if (arg === '-r' || arg === '--require') preloads.push(args.shift());
  else if (!arg.startsWith('-')) given = arg;
}
for (const preload of preloads) Module._load(preload, Module, true);
if (given === undefined) {
  process.stderr.write('usage: electron <folder of an app>\n');
  process.exit(1);
}

const target = path.resolve(given);
const folder = fs.statSync(target).isDirectory() ? target : path.dirname(target);
const manifestFile = path.join(folder, 'package.json');
process.defaultApp = true;
if (fs.existsSync(manifestFile)) {
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  app.setAppPath(folder);
}
Module._load(target, Module, true);
