// The tables of a runtime, and how a database of an older form becomes one of this form.
// Invariants: a released script never changes; each runs in one transaction with `user_version`; a newer database is refused.
import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';

const first = `
  -- One row per conversation. due_at is when it wakes by itself; state is the engine's, as JSON.
  CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    end_user TEXT NOT NULL,
    customer TEXT NOT NULL,
    status TEXT NOT NULL,
    operator TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at INTEGER,
    triggers INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    events INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_due ON conversation (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX conversation_latest ON conversation (project_id, environment, updated_at DESC, id);
  CREATE INDEX conversation_end_user ON conversation (project_id, environment, end_user);

  -- What was accepted and has not had its turn yet.
  CREATE TABLE inbox (
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE message (
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    turn_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
  ) STRICT, WITHOUT ROWID;

  -- The events of one commit, numbered first_seq and up. What is sent to whoever listens is read from here: it is the outbox.
  CREATE TABLE event (
    conversation_id TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (conversation_id, first_seq)
  ) STRICT, WITHOUT ROWID;

  -- Effects of the turn that runs.
  CREATE TABLE journal (
    conversation_id TEXT NOT NULL,
    key TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (conversation_id, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE note (
    conversation_id TEXT NOT NULL,
    id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (conversation_id, id)
  ) STRICT, WITHOUT ROWID;

  -- What was answered to requests with an idempotency key.
  CREATE TABLE receipt (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    at INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX receipt_at ON receipt (at);

  CREATE TABLE bundle (
    project_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (project_id, hash)
  ) STRICT;
  CREATE TABLE version (
    project_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    bundle_hash TEXT NOT NULL,
    note TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (project_id, number),
    UNIQUE (project_id, bundle_hash)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE activation (
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    rev INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    note TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    conversations TEXT NOT NULL,
    PRIMARY KEY (project_id, environment, rev)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE secret (
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    origins TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (project_id, environment, name)
  ) STRICT, WITHOUT ROWID;
  -- Keys with which a customer's backend vouches for end users.
  CREATE TABLE identity_key (
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    kid TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (project_id, environment, kid)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    project_id TEXT,
    environment TEXT,
    origins TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE retention (
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    days INTEGER NOT NULL,
    PRIMARY KEY (project_id, environment)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    project_id TEXT,
    environment TEXT,
    subject TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
  CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
`;

/**
 * Rows of more than a kilobyte lie in a page of their own where a table has no rowid: conversations and events get one, so that what is
 * written together lies together.
 */
const second = `
  ALTER TABLE conversation RENAME TO conversation_before;
  DROP INDEX conversation_due;
  DROP INDEX conversation_latest;
  DROP INDEX conversation_end_user;
  CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    end_user TEXT NOT NULL,
    customer TEXT NOT NULL,
    status TEXT NOT NULL,
    operator TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at INTEGER,
    triggers INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    events INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  INSERT INTO conversation SELECT * FROM conversation_before;
  DROP TABLE conversation_before;
  CREATE INDEX conversation_due ON conversation (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX conversation_latest ON conversation (project_id, environment, updated_at DESC, id);
  CREATE INDEX conversation_end_user ON conversation (project_id, environment, end_user);

  ALTER TABLE event RENAME TO event_before;
  CREATE TABLE event (
    conversation_id TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (conversation_id, first_seq)
  ) STRICT;
  INSERT INTO event SELECT * FROM event_before;
  DROP TABLE event_before;
`;

const scripts: readonly string[] = [first, second];

/** Brings a database to this form, or an older one. Throws STORAGE_FAILED for one of a newer runtime. */
export function migrate(database: Database, form = scripts.length): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > scripts.length) {
    throw new AppError(
      'STORAGE_FAILED',
      'The data folder was written by a newer version of the runtime. Update this one.',
      { blame: 'environment', details: { version } },
    );
  }
  for (const [index, script] of scripts.slice(0, form).entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(script);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
