import type { Migration } from './migration.ts';

/**
 * One table per collection, each entity as JSON in `data`; the columns beside it are computed from that JSON, so they
 * cannot disagree with it. `seq` is the entity's place in its collection.
 */
export const migration: Migration = {
  name: 'entities',
  up(database) {
    const entityTable = (name: string, columns = '') =>
      database.exec(`
        CREATE TABLE ${name} (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          data TEXT NOT NULL
          ${columns}
        ) STRICT`);
    const text = (column: string, path: string, references = '') =>
      `, ${column} TEXT GENERATED ALWAYS AS (data ->> '${path}') VIRTUAL NOT NULL
         ${references === '' ? '' : `REFERENCES ${references} (id) DEFERRABLE INITIALLY DEFERRED`}`;

    entityTable('assistant');
    entityTable('workflow');
    entityTable(
      'workspace',
      text('main_workflow_id', '$.mainWorkflowId', 'workflow') +
        text('primary_assistant_id', '$.primaryAssistantId', 'assistant'),
    );
    entityTable('step', text('workflow_id', '$.workflowId', 'workflow') + text('kind', '$.kind'));
    entityTable(
      'edge',
      `${text('from_step', '$.from.stepId', 'step')}
       ${text('from_port', '$.from.port')}
       ${text('to_step', '$.to', 'step')},
       UNIQUE (from_step, from_port)`,
    );
    entityTable('test_user');
    entityTable('knowledge_source');
    entityTable('connector');
    entityTable('integration');
    entityTable('action');
    entityTable('recorded_conversation');
    entityTable('publish_target');

    database.exec(`
      CREATE INDEX step_workflow ON step (workflow_id);
      CREATE INDEX step_kind ON step (kind);
      CREATE INDEX edge_to_step ON edge (to_step);

      CREATE TABLE meta (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        rev INTEGER NOT NULL
      ) STRICT;
      INSERT INTO meta VALUES (1, 0);

      CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        rev INTEGER NOT NULL,
        at REAL NOT NULL,
        is_undone INTEGER NOT NULL DEFAULT 0,
        label TEXT NOT NULL,
        coalesce_key TEXT,
        forward TEXT NOT NULL,
        backward TEXT NOT NULL
      ) STRICT;
      CREATE INDEX change_undone ON change (id) WHERE is_undone = 1;

      CREATE TABLE applied_edit (
        edit_id TEXT PRIMARY KEY,
        rev INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
