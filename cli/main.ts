// The process of the command line. It ends by itself once everything is written.
import { commandLine } from './command-line.ts';

const ended = new AbortController();
let exitCode: number | undefined;

process.once('SIGINT', () => {
  exitCode = 130;
  ended.abort();
});
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    // Whoever read our output has seen enough.
    exitCode ??= 0;
    ended.abort();
  });
}

const done = await commandLine(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  signal: ended.signal,
});
process.exitCode = exitCode ?? done;
