// The command line as a person calls it, and what stands in a project file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const repository = join(import.meta.dirname, '../../..');

export interface CommandResult {
  readonly exitCode: number | null;
  /** Standard output, parsed line by line. */
  readonly lines: readonly unknown[];
  readonly stderr: string;
}

export function commandLine(...args: readonly string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/main.ts', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { exitCode: status, lines: lines.map((line): unknown => JSON.parse(line)), stderr };
}

const flowSchema = z.looseObject({ steps: z.array(z.unknown()), edges: z.array(z.unknown()) });

/** What a project file holds now, whoever has it open. */
export function projectIn(path: string): z.infer<typeof flowSchema> {
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-e2e-export-'));
  try {
    const bundle = join(folder, 'bundle.json');
    const { exitCode, stderr } = commandLine('export', path, bundle);
    if (exitCode !== 0) throw new Error(`${path} could not be exported: ${stderr}`);
    return flowSchema.parse(JSON.parse(readFileSync(bundle, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
