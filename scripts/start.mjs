// `npm start`: plain JavaScript, so that it can say on any Node and any computer what is missing.
const supported = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'];
const computer = `${process.platform}-${process.arch}`;
const [major = 0] = process.versions.node.split('.').map(Number);

if (!supported.includes(computer)) {
  const advice =
    process.platform === 'darwin'
      ? 'On a Mac with Apple silicon, install the arm64 build of Node and run `npm ci` again. Intel Macs are not supported.'
      : 'It runs on Linux (x64, arm64), macOS (Apple silicon) and Windows (x64).';
  stop(`Dialogram does not run on ${computer}: the sandbox for code steps is not available there. ${advice}`);
} else if (major < 24) {
  stop(
    `Dialogram needs Node 24 and this is Node ${process.versions.node}. \`npm ci\` brings Node 24 along, unless ` +
      'optional dependencies are switched off: run `npm ci --include=optional`, then `npm start`.',
  );
} else {
  const { start } = await import('./start/start.ts');
  process.exitCode = await start(process.argv.slice(2));
}

function stop(message) {
  console.error(message);
  process.exitCode = 1;
}
