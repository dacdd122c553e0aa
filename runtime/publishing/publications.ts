// What is published: bundles, the versions that they became, and which one is live where.
// Invariants: a bundle is named by its hash and never changes; what is live changes in one write, from the `rev` that whoever
// published has seen; a version's number is given once.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type RuntimeBundle, parseRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  type ActivateRequest,
  type Activation,
  activationSchema,
  type Environment,
  type EnvironmentState,
  environmentSchema,
  type Version,
  versionSchema,
} from '#shared/runtime-api/publishing.ts';

export interface Place {
  readonly projectId: string;
  readonly environment: Environment;
}

export interface Publications {
  bundleText(projectId: string, hash: string): string | undefined;
  /** Rejects with NOT_PUBLISHED. */
  bundleOfVersion(projectId: string, number: number): RuntimeBundle;
  state(place: Place): EnvironmentState;
  versions(projectId: string): readonly (Version & { readonly liveIn: Environment[] })[];
  activations(place: Place): readonly Activation[];
  /** Where anything is live. */
  places(): readonly Place[];
  /** Every activation of an environment, oldest first. */
  history(place: Place): readonly Activation[];
  /** Inside a write. */
  keepBundle(projectId: string, hash: string, text: string): void;
  /** Inside a write. Throws PUBLISH_CONFLICT, NOT_FOUND. */
  activate(
    place: Place,
    request: ActivateRequest,
    seen: { readonly rev: number; readonly by: string; readonly at: number },
  ): Activated;
}

export interface Activated {
  readonly rev: number;
  readonly version: Version;
  /** False when it was live already. */
  readonly isNew: boolean;
}

const versionRow = z
  .object({
    number: z.int(),
    bundle_hash: z.string(),
    note: z.string(),
    published_by: z.string(),
    published_at: z.number(),
  })
  .transform(({ bundle_hash, published_by, published_at, ...row }) =>
    versionSchema.parse({
      ...row,
      bundleHash: bundle_hash,
      publishedBy: published_by,
      publishedAt: published_at,
    }),
  );
const placeRow = z.object({ projectId: z.string(), environment: environmentSchema });
const count = z.object({ version: z.int(), count: z.int() });

export function createPublications(database: Database): Publications {
  const sql = {
    bundle: database.prepare('SELECT text FROM bundle WHERE project_id = ? AND hash = ?').pluck(),
    keepBundle: database.prepare('INSERT OR IGNORE INTO bundle VALUES (?, ?, ?)'),
    versions: database.prepare('SELECT * FROM version WHERE project_id = ? ORDER BY number DESC'),
    version: database.prepare('SELECT * FROM version WHERE project_id = ? AND number = ?'),
    versionOfBundle: database.prepare('SELECT * FROM version WHERE project_id = ? AND bundle_hash = ?'),
    insertVersion: database.prepare('INSERT INTO version VALUES (?, ?, ?, ?, ?, ?)'),
    latest: database.prepare(
      'SELECT * FROM activation WHERE project_id = ? AND environment = ? ORDER BY rev DESC LIMIT 1',
    ),
    history: database.prepare(
      'SELECT * FROM activation WHERE project_id = ? AND environment = ? ORDER BY rev',
    ),
    places: database.prepare(
      'SELECT DISTINCT project_id AS projectId, environment FROM activation ORDER BY project_id, environment',
    ),
    insertActivation: database.prepare('INSERT INTO activation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    open: database.prepare(`SELECT version, count(*) AS count FROM conversation
      WHERE project_id = ? AND environment = ? AND status <> 'closed' GROUP BY version ORDER BY version`),
    lastNumber: database.prepare('SELECT coalesce(max(number), 0) FROM version WHERE project_id = ?').pluck(),
  };

  const bundleText: Publications['bundleText'] = (projectId, hash) =>
    z.string().optional().parse(sql.bundle.get(projectId, hash));
  const latest = ({ projectId, environment }: Place): Activation | undefined =>
    activationSchema.optional().parse(sql.latest.get(projectId, environment));
  const versionOf = (projectId: string, number: number): Version => {
    const found = versionRow.optional().parse(sql.version.get(projectId, number));
    if (found !== undefined) return found;
    throw new AppError(
      'NOT_FOUND',
      `There is no version ${number} of this project here. Look at the list of versions.`,
    );
  };
  const history: Publications['history'] = ({ projectId, environment }) =>
    z.array(activationSchema).parse(sql.history.all(projectId, environment));

  const state: Publications['state'] = (place) => {
    const { projectId, environment } = place;
    const live = latest(place);
    return {
      environment,
      rev: live?.rev ?? 0,
      live:
        live === undefined
          ? null
          : { ...versionOf(projectId, live.version), activatedBy: live.by, activatedAt: live.at },
      openConversations: z.array(count).parse(sql.open.all(projectId, environment)),
    };
  };

  return {
    bundleText,
    bundleOfVersion(projectId, number) {
      const text = bundleText(projectId, versionOf(projectId, number).bundleHash);
      if (text === undefined) {
        throw new AppError(
          'NOT_PUBLISHED',
          `Version ${number} of this project is not here. Publish it again.`,
        );
      }
      return parseRuntimeBundle(JSON.parse(text));
    },
    state,
    versions(projectId) {
      const live = environmentSchema.options.map((environment) => ({
        environment,
        version: latest({ projectId, environment })?.version,
      }));
      return z
        .array(versionRow)
        .parse(sql.versions.all(projectId))
        .map((version) => ({
          ...version,
          liveIn: live
            .filter((each) => each.version === version.number)
            .map(({ environment }) => environment),
        }));
    },
    places: () => z.array(placeRow).parse(sql.places.all()),
    activations: (place) => history(place).toReversed(),
    history,
    keepBundle: (projectId, hash, text) => {
      sql.keepBundle.run(projectId, hash, text);
    },
    activate(place, { target, kind, note, conversations }, { rev: seenRev, by, at }) {
      const { projectId, environment } = place;
      const live = latest(place);
      const rev = live?.rev ?? 0;
      const wanted =
        'version' in target
          ? versionOf(projectId, target.version)
          : versionRow.optional().parse(sql.versionOfBundle.get(projectId, target.bundleHash));
      if (live !== undefined && wanted?.number === live.version)
        return { rev, version: wanted, isNew: false };
      if (rev !== seenRev) throw conflict(state(place));
      const version = wanted ?? newVersion(place, target, { note, by, at });
      sql.insertActivation.run(
        projectId,
        environment,
        rev + 1,
        kind,
        version.number,
        note,
        by,
        at,
        conversations,
      );
      return { rev: rev + 1, version, isNew: true };
    },
  };

  function newVersion(
    { projectId }: Place,
    target: ActivateRequest['target'],
    { note, by, at }: { readonly note: string; readonly by: string; readonly at: number },
  ): Version {
    const bundleHash = 'bundleHash' in target ? target.bundleHash : '';
    if (bundleText(projectId, bundleHash) === undefined) {
      throw new AppError('NOT_FOUND', 'This bundle was not sent to the runtime. Send it, then activate it.');
    }
    const number = z.int().parse(sql.lastNumber.get(projectId)) + 1;
    sql.insertVersion.run(projectId, number, bundleHash, note, by, at);
    return { number, bundleHash, note, publishedBy: by, publishedAt: at };
  }
}

function conflict({ rev, live }: EnvironmentState): AppError {
  const who = live === null ? 'Somebody' : live.activatedBy;
  return new AppError(
    'PUBLISH_CONFLICT',
    `${who} published to this environment meanwhile. Look at what changed, then publish again.`,
    { details: { rev, live } },
  );
}
