// Ends a helper process that would not end by itself: its parent is gone, or it holds more memory than it is given.
// Invariant: it works in a thread of its own, since work that hangs or eats memory lets nothing else happen.
import { Worker } from 'node:worker_threads';

const watch = `
  const { parentId, memoryBytes } = require('node:worker_threads').workerData;
  setInterval(() => {
    const isOrphan = process.ppid !== parentId;
    if (isOrphan || process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL');
  }, 100);
`;

/** Call it first of all in the process; with permissions it needs `--allow-worker`. */
export function watchProcess(memoryBytes = Number.POSITIVE_INFINITY): void {
  new Worker(watch, { eval: true, workerData: { parentId: process.ppid, memoryBytes } }).unref();
}
