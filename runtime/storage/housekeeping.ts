// What a runtime forgets by itself: answers to requests that are long over, and conversations past their retention.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type { AuditLog } from './audit-log.ts';
import type { ConversationReader } from './conversation-reader.ts';
import type { GroupCommit } from './group-commit.ts';
import type { PersonalData } from './personal-data.ts';
import type { Receipts } from './receipts.ts';

const day = 24 * 3_600_000;
const everyMs = 3_600_000;
/** Conversations erased in one write. */
const batch = 100;

const retentionRow = z
  .object({ project_id: z.string(), environment: environmentSchema, days: z.int() })
  .transform(({ project_id, ...row }) => ({ ...row, projectId: project_id }));

interface Housekeeping {
  readonly database: Database;
  readonly writer: GroupCommit;
  readonly receipts: Receipts;
  readonly reader: ConversationReader;
  readonly personalData: PersonalData;
  readonly audit: AuditLog;
  readonly now: () => number;
}

/** Keeps house now. */
async function keepHouse({
  database,
  writer,
  receipts,
  reader,
  personalData,
  audit,
  now,
}: Housekeeping): Promise<void> {
  await writer.write(() => receipts.forget(now() - day));
  const kept = z.array(retentionRow).parse(database.prepare('SELECT * FROM retention').all());
  for (const { days, ...place } of kept) {
    for (;;) {
      const erased = await writer.write(() => {
        const ids = reader.idsBefore(place, now() - days * day, batch);
        personalData.erase(ids);
        if (ids.length > 0) {
          const details = { conversations: ids.length, days };
          audit.write(
            { actor: 'runtime', action: 'retention.erase', ...place, subject: place.projectId, details },
            now(),
          );
        }
        return ids.length;
      });
      if (erased === 0) break;
      personalData.scrub();
    }
  }
}

/** Keeps house now and every hour. Gives the function that ends it. */
export function startHousekeeping(housekeeping: Housekeeping, onError: (error: unknown) => void): () => void {
  const keep = (): void => void keepHouse(housekeeping).catch(onError);
  keep();
  const timer = setInterval(keep, everyMs).unref();
  return () => clearInterval(timer);
}
