// Opens Dialogram: in Electron's window where there can be one, else in the browser.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp, isBuilt } from '../lib/build-app.ts';
import { runStudio } from './run-studio.ts';
import { findWindow, runWindow } from './run-window.ts';

const usage = `npm start [-- [--studio] [--port N] [FILE]]

  --studio   in the browser, also where Electron's window could be opened
  --port N   the browser studio's port, or the next free one after it (default 4610)
  FILE       the project file to open`;

export async function start(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    return 2;
  }
  const { isStudio, port, file } = options;
  if (file !== undefined && !existsSync(file)) {
    console.error(
      `There is no file ${file}. Without a file, Dialogram starts where projects are made and opened.`,
    );
    return 2;
  }
  if (!isBuilt()) {
    console.log('Building Dialogram’s window …');
    await buildApp();
  }
  const found = isStudio ? { why: 'as asked for with --studio' } : await findWindow();
  if ('why' in found) return runStudio({ port, file, why: found.why });
  const ended = await runWindow(found.binary, file);
  return 'why' in ended ? runStudio({ port, file, why: ended.why }) : ended.exitCode;
}

interface Options {
  readonly isStudio: boolean;
  readonly port: number;
  readonly file: string | undefined;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { studio: { type: 'boolean', default: false }, port: { type: 'string', default: '4610' } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return `${values.port} is not a port.`;
    const [name, ...more] = positionals;
    if (more.length > 0) return 'One project file at a time.';
    // npm runs scripts in the project's folder, and remembers where it was called.
    const file = name === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', name);
    return { isStudio: values.studio, port, file };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
