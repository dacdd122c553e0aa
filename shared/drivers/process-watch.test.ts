import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';

const module = JSON.stringify(new URL('./process-watch.ts', import.meta.url).href);
const hang = `import { watchProcess } from ${module}; await watchProcess(); console.log(process.pid); for (;;);`;
const grow = `import { watchProcess } from ${module}; await watchProcess(300e6); const held = []; for (;;) held.push(Buffer.alloc(1e6, 1));`;
const args = (code: string): string[] => ['--no-warnings', '--input-type=module', '--eval', code];

async function lineOf({ stdout }: ChildProcess): Promise<string> {
  for await (const chunk of stdout ?? []) return String(chunk).trim();
  return '';
}

/** A test that fails leaves nothing behind that hangs or grows. */
function endAnyway(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a process that hangs ends when its parent is killed', async () => {
  const start = `import { spawn } from 'node:child_process'; spawn(process.execPath, ${JSON.stringify(args(hang))}, { stdio: ['ignore', 'inherit', 'inherit'] });`;
  const parent = spawn(process.execPath, args(start), { stdio: ['ignore', 'pipe', 'inherit'] });
  const child = Number(await lineOf(parent));
  onTestFinished(() => endAnyway(child));
  expect(isAlive(child)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => isAlive(child), { timeout: 5000 }).toBe(false);
});

test('a process that eats memory ends at what it is given', async () => {
  const child = spawn(process.execPath, args(grow), { stdio: 'ignore' });
  onTestFinished(() => endAnyway(child.pid ?? 0));
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});
