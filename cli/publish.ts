// Publishes a project to a hosted runtime, and moves what is live: the same client and the same words as the app.
import { z } from 'zod';
import { personName } from '#host/publish/person-name.ts';
import { prepareBundle } from '#host/publish/prepare-bundle.ts';
import { publishProject } from '#host/publish/publish-project.ts';
import { comparePublished, comparisonInLines } from '#shared/compare/compare-published.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ActivateRequest, Environment, SecretRequest } from '#shared/runtime-api/publishing.ts';
import { openFile } from './open-file.ts';
import type { Output } from './output.ts';
import { inOneLine } from './plain-text.ts';
import { readDocument } from './read-document.ts';
import { type RuntimeChoice, runtimeOf } from './runtime-of.ts';

export interface ActivationOptions extends RuntimeChoice {
  readonly note: string;
  readonly by?: string | undefined;
  readonly conversations: ActivateRequest['conversations'];
}

export interface PublishOptions extends ActivationOptions {
  /** Refused when the environment is at another one. */
  readonly rev?: number | undefined;
  readonly dryRun: boolean;
  /** Secrets that the runtime lacks are taken from this person's vault. */
  readonly takeSecrets: boolean;
  /** `NAME=VARIABLE`: a secret is in this environment variable. */
  readonly secret: readonly string[];
  /** Names of secrets that there are none of: what needs them fails. */
  readonly withoutSecret: readonly string[];
}

/** Writes what changes for customers, and what became of it. */
export async function publish(
  file: string,
  options: PublishOptions,
  { write, signal }: Output,
): Promise<void> {
  using project = openFile(file);
  const prepared = prepareBundle(project);
  const document = project.document();
  await using runtime = await runtimeOf(document, options, signal);
  const { api, environment, projectId } = runtime;
  const { live, rev } = await api.environment(projectId, environment);
  if (live === null) write(`Nothing is live in ${environment} yet.\n`);
  else if (live.bundleHash === prepared.hash) {
    write(`Version ${live.number} is live in ${environment} already, and says the same.\n`);
    return;
  } else {
    const { project: now } = await api.bundle(projectId, live.bundleHash);
    write(`Compared with version ${live.number}, which is live in ${environment}:\n`);
    for (const line of comparisonInLines(comparePublished(now, document).comparison)) {
      write(`  ${inOneLine(line)}\n`);
    }
  }
  if (options.dryRun) return;
  const given = secretsGiven(options.secret);
  const published = await publishProject(api, prepared, {
    environment,
    rev: options.rev ?? rev,
    note: options.note,
    by: options.by ?? personName(),
    conversations: options.conversations,
    async secretFor(name): Promise<SecretRequest | undefined> {
      const value = given.get(name);
      if (value !== undefined) return runtime.secrets.typed(document, name, value);
      if (options.withoutSecret.includes(name)) return runtime.secrets.none(name);
      return options.takeSecrets ? runtime.secrets.kept(document, name) : undefined;
    },
  }).catch((thrown: unknown) => {
    throw withWayToGive(AppError.from(thrown));
  });
  write(
    `Version ${published.version.number} is live in ${environment} at ${api.url} (rev ${published.rev}).\n`,
  );
}

export async function versions(
  file: string,
  choice: RuntimeChoice,
  { write, signal }: Output,
): Promise<void> {
  await using runtime = await runtimeOf(readDocument(file), choice, signal);
  const { api, projectId, environment } = runtime;
  const [list, { rev }] = await Promise.all([
    api.versions(projectId),
    api.environment(projectId, environment),
  ]);
  if (list.length === 0) write('Nothing was published yet.\n');
  for (const { number, publishedAt, publishedBy, note, liveIn } of list) {
    const parts = [
      String(number),
      new Date(publishedAt).toISOString(),
      publishedBy,
      liveIn.join(', ') || '-',
      note,
    ];
    write(`${parts.map(inOneLine).join('\t')}\n`);
  }
  write(`${environment} is at rev ${rev}.\n`);
}

/** To the version that was live before, or to the one given. */
export async function rollBack(
  file: string,
  { version, ...options }: ActivationOptions & { readonly version?: number | undefined },
  output: Output,
): Promise<void> {
  await using runtime = await runtimeOf(readDocument(file), options, output.signal);
  const { api, projectId, environment } = runtime;
  const { live, rev } = await api.environment(projectId, environment);
  const before = (await api.activations(projectId, environment)).find(
    (each) => each.version !== live?.number,
  );
  const wanted = version ?? before?.version;
  if (wanted === undefined) {
    throw new AppError('NOT_FOUND', `There is no version before the one that is live in ${environment}.`);
  }
  await activate(runtime, { environment, rev, version: wanted, kind: 'rollback' }, options, output);
}

/** From staging to production. */
export async function promote(
  file: string,
  { version, ...options }: ActivationOptions & { readonly version?: number | undefined },
  output: Output,
): Promise<void> {
  await using runtime = await runtimeOf(readDocument(file), options, output.signal);
  const { api, projectId } = runtime;
  const staged = await api.environment(projectId, 'staging');
  const wanted = version ?? staged.live?.number;
  if (wanted === undefined) {
    throw new AppError(
      'NOT_FOUND',
      'Nothing is live in staging. Publish there first, with --environment staging.',
    );
  }
  const { rev } = await api.environment(projectId, 'production');
  await activate(
    runtime,
    { environment: 'production', rev, version: wanted, kind: 'promote' },
    options,
    output,
  );
}

interface Move {
  readonly environment: Environment;
  readonly rev: number;
  readonly version: number;
  readonly kind: 'rollback' | 'promote';
}

async function activate(
  { api, projectId }: Awaited<ReturnType<typeof runtimeOf>>,
  { environment, rev, version, kind }: Move,
  { note, by = personName(), conversations }: ActivationOptions,
  { write }: Output,
): Promise<void> {
  const answer = await api.activate(
    { projectId, environment, rev },
    { target: { version }, kind, note, by, conversations },
  );
  write(`Version ${answer.version.number} is live in ${environment} at ${api.url} (rev ${answer.rev}).\n`);
}

const incompleteSchema = z.object({ missing: z.object({ secrets: z.array(z.string()) }) });

/** Says with which option a missing secret is given. */
function withWayToGive(error: AppError): AppError {
  const { data } = incompleteSchema.safeParse(error.details);
  const [name] = data?.missing.secrets ?? [];
  if (error.code !== 'PUBLISH_INCOMPLETE' || name === undefined) return error;
  return new AppError(
    error.code,
    `${error.message} Give a secret with --secret ${name}=VARIABLE, all that are in the vault of this computer with --take-secrets, or go live without it with --without-secret ${name}.`,
    { details: error.details },
  );
}

function secretsGiven(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((each) => {
      const at = each.indexOf('=');
      const [name, variable] = [each.slice(0, at), each.slice(at + 1)];
      const value = process.env[variable];
      if (at > 0 && value !== undefined && value !== '') return [name, value];
      throw new AppError(
        'INVALID_INPUT',
        `“${inOneLine(each)}” names no secret: write NAME=VARIABLE, and put the secret into that environment variable.`,
      );
    }),
  );
}
