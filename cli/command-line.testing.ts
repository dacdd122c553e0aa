// The command line, called from tests.
import { commandLine } from './command-line.ts';

export interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly complaint: string;
}

/** Runs a command in this process; the same as a process of its own but for the start. */
export async function call(...args: readonly string[]): Promise<Answer> {
  let out = '';
  let complaint = '';
  const exitCode = await commandLine(args, {
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      complaint += text;
    },
    signal: new AbortController().signal,
  });
  return { exitCode, out, complaint };
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
