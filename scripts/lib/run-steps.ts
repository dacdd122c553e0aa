// Runs commands side by side and reports each one as it ends.
// Invariants: output of a passing step is not shown, output of a failing one is shown whole, every step is always run.
import { spawn } from 'node:child_process';
import { repository } from './tool.ts';

export interface Step {
  readonly name: string;
  /** Arguments for Node: a script, or the file of a tool, and what follows. */
  readonly args: readonly string[];
}

export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly milliseconds: number;
}

/** Starts the steps in order, at most `lanes` at once; put the longest first. */
export async function runSteps(
  steps: readonly Step[],
  lanes: number,
  onEnd: (result: StepResult) => void,
): Promise<readonly StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      onEnd(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

function runStep({ name, args }: Step): Promise<StepResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const end = (passed: boolean): void => {
      resolve({ name, passed, output: chunks.join(''), milliseconds: performance.now() - started });
    };
    const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    }
    child.on('error', (error) => {
      chunks.push(`Could not start: ${error.message}\n`);
      end(false);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) chunks.push(`Ended by ${signal}.\n`);
      end(code === 0);
    });
  });
}
