// Which projects are previewed live, and what their dry runs answer. Kept per project in one file of the user folder, so that no
// project that somebody sends is live by itself.
// Invariants: a project is dry until its author says otherwise; a file that cannot be understood counts as empty; what servers answered
// stays in memory.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { type PretendedAnswer, pretendedAnswerSchema } from '#shared/model/pretended-answer.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface DryRuns {
  isLive(projectId: string): boolean;
  /** Throws STORAGE_FAILED. */
  setLive(projectId: string, isLive: boolean): void;
  /** What is answered to a request with this subject, and who said so. */
  answer(projectId: string, subject: string): KnownAnswer | undefined;
  /** Null: the author's answer is forgotten. Throws INVALID_INPUT and STORAGE_FAILED. */
  save(projectId: string, subject: string, answer: PretendedAnswer | null): void;
  /** What a server answered, for dry runs that come later. */
  remember(projectId: string, subject: string, answer: PretendedAnswer): void;
}

export interface KnownAnswer {
  readonly answer: PretendedAnswer;
  readonly source: 'author' | 'server';
}

const mostAnswers = 200;
const mostRemembered = 100;

const entrySchema = z.object({
  isLive: z.boolean(),
  answers: z.record(z.string(), pretendedAnswerSchema),
});
const fileSchema = z.object({ projects: z.record(z.string(), entrySchema) });
type File = z.infer<typeof fileSchema>;
type Entry = z.infer<typeof entrySchema>;

/** Without a path nothing is kept for the next start. */
export function openDryRuns(path?: string): DryRuns {
  let file: File | undefined;
  const remembered = new Map<string, PretendedAnswer>();

  const read = (): File => (file ??= path === undefined ? { projects: {} } : load(path));
  const entryOf = (projectId: string): Entry => read().projects[projectId] ?? { isLive: false, answers: {} };
  const change = (projectId: string, entry: Entry): void => {
    const next = { projects: { ...read().projects, [projectId]: entry } };
    if (path !== undefined) store(path, next);
    file = next;
  };

  return {
    isLive: (projectId) => entryOf(projectId).isLive,
    setLive(projectId, isLive) {
      change(projectId, { ...entryOf(projectId), isLive });
    },
    answer(projectId, subject) {
      const own = entryOf(projectId).answers[subject];
      if (own !== undefined) return { answer: own, source: 'author' };
      const last = remembered.get(`${projectId} ${subject}`);
      return last === undefined ? undefined : { answer: last, source: 'server' };
    },
    save(projectId, subject, answer) {
      const { isLive, answers } = entryOf(projectId);
      const { [subject]: _before, ...others } = answers;
      if (answer !== null && Object.keys(others).length >= mostAnswers) {
        throw new AppError(
          'INVALID_INPUT',
          `A project has at most ${mostAnswers} answers of its own for dry runs. Reset one that you do not need.`,
        );
      }
      change(projectId, { isLive, answers: answer === null ? others : { ...others, [subject]: answer } });
    },
    remember(projectId, subject, answer) {
      const key = `${projectId} ${subject}`;
      remembered.delete(key);
      remembered.set(key, answer);
      const [oldest] = remembered.keys();
      if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    },
  };
}

function load(path: string): File {
  if (!existsSync(path)) return { projects: {} };
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { projects: {} };
    throw storageError(error, 'The settings of dry runs could not be read');
  }
}

function store(path: string, file: File): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileWhole(path, `${JSON.stringify(file, null, 2)}\n`);
  } catch (error) {
    throw storageError(error, 'The settings of dry runs could not be saved');
  }
}
