// Finds processes of the running app by who started them, so that a test can kill exactly its own.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The host that `parent` started, as soon as it is there. */
export async function hostOf(parent: number | undefined): Promise<number> {
  const isHost = (one: Process): boolean =>
    one.parent === parent && /electron[\\/]host[\\/]/.test(one.command);
  let found: number | undefined;
  await expect(() => {
    found = processes().find(isHost)?.pid;
    expect(found, `the host of process ${parent}`).toBeDefined();
  }).toPass({ timeout: 10_000 });
  return found ?? 0;
}

/** SIGKILL; a process that is gone already is as good. */
export function killNow(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

function processes(): readonly Process[] {
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(readProcess);
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function readProcess(name: string): readonly Process[] {
  if (!/^\d+$/.test(name)) return [];
  try {
    const command = readFileSync(join('/proc', name, 'cmdline'), 'utf8').replaceAll('\0', ' ');
    const status = readFileSync(join('/proc', name, 'status'), 'utf8');
    const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
    return [{ pid: Number(name), parent: Number(parent), command }];
  } catch (error) {
    // It ended while the list was read.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return [];
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
