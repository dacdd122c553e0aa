// Publishing from the first request to the last, as docs/runtime.md has it.
// Invariants: nothing is live before the last request; each part is sent once and only if the runtime has not got it, so publishing
// goes on where it broke off; what would stop the last request is said before it.
import { engineVersion } from '#shared/bundle/runtime-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeDocument } from '#shared/model/knowledge-content.ts';
import type { ActivateRequest, Environment, SecretRequest, Version } from '#shared/runtime-api/publishing.ts';
import type { PreparedBundle } from './prepare-bundle.ts';
import type { RuntimeApi } from './runtime-api.ts';

export interface PublishRequest {
  readonly environment: Environment;
  /** The state of the environment that whoever publishes has seen. */
  readonly rev: number;
  readonly note: string;
  /** Who publishes, beside the key's name. */
  readonly by: string | undefined;
  readonly conversations: ActivateRequest['conversations'];
  /** Gives secrets that the runtime lacks; undefined = there is none to give. */
  readonly secretFor?: (name: string) => Promise<SecretRequest | undefined>;
  readonly onProgress?: (progress: PublishProgress) => void;
}

export interface PublishProgress {
  readonly stage: 'bundle' | 'knowledge' | 'activate';
  readonly done: number;
  readonly total: number;
}

export interface Published {
  readonly rev: number;
  readonly version: Version;
}

/** Characters of knowledge in one request: the runtime takes about 8 MB. */
const mostCharacters = 2_000_000;
const mostDocuments = 1000;

/** Rejects with ENGINE_TOO_OLD, PUBLISH_INCOMPLETE, PUBLISH_CONFLICT, and what the runtime refuses. */
export async function publishProject(
  api: RuntimeApi,
  prepared: PreparedBundle,
  { environment, rev, secretFor, onProgress = () => undefined, ...said }: PublishRequest,
): Promise<Published> {
  const { projectId, hash, text, bundle } = prepared;
  await refuseOldEngine(api);
  onProgress({ stage: 'bundle', done: 0, total: 1 });
  const { missing } = await api.sendBundle(projectId, hash, text);

  const documents = new Set(missing.documents);
  let sent = 0;
  for (const batch of batches(prepared.documents(documents))) {
    onProgress({ stage: 'knowledge', done: sent, total: documents.size });
    await api.sendDocuments(projectId, batch);
    sent += batch.length;
  }

  const lacking: string[] = [];
  for (const name of missing.secrets[environment]) {
    const secret = await secretFor?.(name);
    if (secret === undefined) lacking.push(name);
    else await api.saveSecret(projectId, environment, name, secret);
  }
  refuseIncomplete({ secrets: lacking, stepsWithoutModel: bundle.needs.stepsWithoutModel });
  onProgress({ stage: 'activate', done: 0, total: 1 });
  return api.activate(
    { projectId, environment, rev },
    { target: { bundleHash: hash }, kind: 'publish', ...said },
  );
}

/** Says it before a bundle of any size is sent. */
async function refuseOldEngine(api: RuntimeApi): Promise<void> {
  const info = await api.info();
  if (info.engineVersion >= engineVersion) return;
  throw new AppError(
    'ENGINE_TOO_OLD',
    `This project needs engine ${engineVersion}, and the runtime has engine ${info.engineVersion}. Update the runtime, then publish again.`,
  );
}

function refuseIncomplete(missing: {
  readonly secrets: readonly string[];
  readonly stepsWithoutModel: readonly string[];
}): void {
  const words = [
    ...(missing.secrets.length === 0
      ? []
      : [`Secrets that the runtime has not got: ${missing.secrets.join(', ')}.`]),
    ...(missing.stepsWithoutModel.length === 0
      ? []
      : [
          `Steps that ask the AI while no model is chosen: ${missing.stepsWithoutModel.slice(0, 10).join(', ')}. Choose a model in the settings of the project.`,
        ]),
  ];
  if (words.length === 0) return;
  throw new AppError(
    'PUBLISH_INCOMPLETE',
    `Something is missing, so nothing was published. ${words.join(' ')}`,
    {
      details: { missing },
    },
  );
}

function* batches(documents: Iterable<KnowledgeDocument>): Generator<readonly KnowledgeDocument[]> {
  let batch: KnowledgeDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    const length = document.passages.reduce((sum, { text }) => sum + text.length, 0);
    if (batch.length > 0 && (characters + length > mostCharacters || batch.length === mostDocuments)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(document);
    characters += length;
  }
  if (batch.length > 0) yield batch;
}
