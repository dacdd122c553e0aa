// How often each connector was asked in the last 24 hours, and what went wrong last. Kept in one file of the user folder, beside
// projects and their undo.
// Invariants: counts are added to what the file says when it is written, so processes that count at once lose next to nothing;
// a file that cannot be understood counts as empty; no query, header or body of a request is kept.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RequestOutcome } from '#shared/drivers/http/send-through-connector.ts';
import type { ConnectorRequestError } from '#shared/ipc/connectors.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface CountedRequest extends ConnectorRequestError {
  readonly isError: boolean;
}

export interface Counts {
  readonly requests: number;
  readonly errors: number;
  /** Latest first. */
  readonly lastErrors: ConnectorRequestError[];
}

export interface ConnectorCounts {
  /** `key` names a connector of a project. */
  count(key: string, request: CountedRequest): void;
  read(key: string): Counts;
  /** Writes what was counted. */
  flush(): void;
}

/** A request that has just ended. */
export function countedRequest({ status, method, address, error }: RequestOutcome): CountedRequest {
  return {
    at: Date.now(),
    isError: status === null || status >= 400,
    status,
    method,
    address,
    message: error?.message ?? `The server answered with status ${status}.`,
  };
}

const hourMs = 3_600_000;
const hoursKept = 24;
const errorsKept = 5;
const longestMessage = 500;

const errorSchema = z.object({
  at: z.number(),
  method: z.string(),
  address: z.string(),
  status: z.int().nullable(),
  message: z.string(),
});
const entrySchema = z.object({
  /** By the hour's number since 1970. */
  hours: z.record(z.string(), z.object({ requests: z.int(), errors: z.int() })),
  lastErrors: z.array(errorSchema),
});
const fileSchema = z.object({ connectors: z.record(z.string(), entrySchema) });
type Entry = z.infer<typeof entrySchema>;

export function openConnectorCounts(folder: string, now: () => number = Date.now): ConnectorCounts {
  const path = join(folder, 'connector-counts.json');
  let unwritten = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;

  const load = (): Record<string, Entry> => {
    if (!existsSync(path)) return {};
    try {
      return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).connectors;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
      throw storageError(error, 'The requests of connectors could not be read');
    }
  };

  const merged = (saved: Entry | undefined, added: Entry | undefined): Entry => {
    const oldest = Math.floor(now() / hourMs) - hoursKept;
    const hours: Entry['hours'] = {};
    for (const entry of [saved, added]) {
      for (const [hour, counted] of Object.entries(entry?.hours ?? {})) {
        if (Number(hour) <= oldest) continue;
        const before = hours[hour] ?? { requests: 0, errors: 0 };
        hours[hour] = {
          requests: before.requests + counted.requests,
          errors: before.errors + counted.errors,
        };
      }
    }
    const lastErrors = [...(added?.lastErrors ?? []), ...(saved?.lastErrors ?? [])]
      .filter(({ at }) => at > now() - hoursKept * hourMs)
      .slice(0, errorsKept);
    return { hours, lastErrors };
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (unwritten.size === 0) return;
    const saved = load();
    const keys = new Set([...Object.keys(saved), ...unwritten.keys()]);
    const connectors = Object.fromEntries(
      [...keys]
        .map((key) => [key, merged(saved[key], unwritten.get(key))] as const)
        .filter(([, { hours, lastErrors }]) => Object.keys(hours).length > 0 || lastErrors.length > 0),
    );
    unwritten = new Map();
    try {
      mkdirSync(folder, { recursive: true });
      writeFileWhole(path, `${JSON.stringify({ connectors })}\n`);
    } catch (error) {
      throw storageError(error, 'The requests of connectors could not be saved');
    }
  };

  return {
    count(key, { isError, ...request }) {
      const entry = unwritten.get(key) ?? { hours: {}, lastErrors: [] };
      const hour = String(Math.floor(request.at / hourMs));
      const before = entry.hours[hour] ?? { requests: 0, errors: 0 };
      entry.hours[hour] = { requests: before.requests + 1, errors: before.errors + (isError ? 1 : 0) };
      if (isError) {
        entry.lastErrors.unshift({ ...request, message: request.message.slice(0, longestMessage) });
        entry.lastErrors.length = Math.min(entry.lastErrors.length, errorsKept);
      }
      unwritten.set(key, entry);
      timer ??= setTimeout(flush, 1000).unref();
    },
    read(key) {
      const { hours, lastErrors } = merged(load()[key], unwritten.get(key));
      const total = (part: 'requests' | 'errors'): number =>
        Object.values(hours).reduce((sum, counted) => sum + counted[part], 0);
      return { requests: total('requests'), errors: total('errors'), lastErrors };
    },
    flush,
  };
}
