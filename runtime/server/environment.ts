// What every route has at hand: the parts of a runtime, and who asks.
import type { HttpBindings } from '@hono/node-server';
import type { Database } from 'better-sqlite3';
import type { Logger } from 'pino';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { ApiKey, ApiKeys } from '../access/api-keys.ts';
import type { Identities } from '../access/identities.ts';
import type { MasterKey } from '../access/master-key.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import type { Session, Sessions } from '../access/sessions.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { PublishedFlows } from '../publishing/published-flows.ts';
import type { Publications } from '../publishing/publications.ts';
import type { Secrets } from '../publishing/secrets.ts';
import type { Settings } from '../settings.ts';
import type { AuditLog } from '../storage/audit-log.ts';
import type { ConversationReader } from '../storage/conversation-reader.ts';
import type { GroupCommit } from '../storage/group-commit.ts';
import type { PersonalData } from '../storage/personal-data.ts';
import type { Receipts } from '../storage/receipts.ts';
import type { Metrics } from './metrics.ts';

/** The parts of a runtime. */
export interface Services {
  readonly settings: Settings;
  readonly database: Database;
  readonly writer: GroupCommit;
  readonly receipts: Receipts;
  readonly audit: AuditLog;
  readonly apiKeys: ApiKeys;
  readonly masterKey: Pick<MasterKey, 'seal' | 'open'>;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly rates: RateLimits;
  readonly secrets: Secrets;
  readonly publications: Publications;
  readonly flows: PublishedFlows;
  readonly knowledge: KnowledgeStore;
  readonly conversations: Conversations;
  readonly reader: ConversationReader;
  readonly personalData: PersonalData;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now: () => number;
  readonly newId: () => string;
  readonly isReady: () => boolean;
}

/** Who asks. `name` is what the audit log says; `rateKey` is whose limits count. */
export type Caller =
  | { readonly kind: 'key'; readonly key: ApiKey; readonly name: string }
  | { readonly kind: 'session'; readonly session: Session; readonly name: string };

export interface Environment {
  readonly Bindings: HttpBindings;
  readonly Variables: { readonly caller: Caller };
}
