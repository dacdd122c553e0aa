// The channels of publishing. Invariants: no answer holds a key or a secret; what is published is what was looked at.
import { createEgress, type Egress } from '#shared/drivers/http/egress.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { GivenSecret, PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { SecretRequest } from '#shared/runtime-api/publishing.ts';
import { runtimeAddress } from '#shared/runtime-api/runtime-address.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { HandlerContext, Handlers } from '../handlers/handler.ts';
import { localServices } from './local-services.ts';
import { personName } from './person-name.ts';
import { errorsIn, makeBundle, prepareBundle, type PublishedProject } from './prepare-bundle.ts';
import { publishProject } from './publish-project.ts';
import { RuntimeApi } from './runtime-api.ts';
import type { RuntimeSecrets } from './runtime-secrets.ts';
import { secretState } from './secret-states.ts';
import type { TargetKeys } from './target-keys.ts';

type PublishChannel = Extract<ChannelName, `publish.${string}`>;

export interface PublishArea {
  readonly handlers: Handlers<PublishChannel>;
  close(): Promise<void>;
}

interface PublishAreaOptions {
  readonly keys: TargetKeys;
  readonly secrets: RuntimeSecrets;
}

const mostActivations = 100;

/** An open project's target, ready to be asked. */
interface Reached {
  readonly api: RuntimeApi;
  readonly target: PublishTarget;
  readonly projectId: string;
}

export function createPublishArea({ keys, secrets }: PublishAreaOptions): PublishArea {
  let open: Egress | undefined;
  const egress = (): Egress => (open ??= createEgress());
  /** A hash stands for one content, and what is live is compared with after every edit. */
  let readLast: { readonly key: string; readonly project: ProjectDocument } | undefined;

  /** `isKnown`: it was looked at before, so what it does not answer now is asked again for a moment. */
  async function reach(
    { hold, signal }: HandlerContext,
    targetId: string,
    isKnown = false,
  ): Promise<Reached> {
    const { workspace, publishTargets } = hold().project.document();
    const target = findTarget(publishTargets, targetId);
    const key = await keys.read(workspace.id, target);
    if (key === undefined) {
      throw new AppError(
        'UNAUTHORIZED',
        `There is no key for “${target.name}” on this computer. Enter the key of the runtime at ${target.url}.`,
      );
    }
    const api = new RuntimeApi(egress(), { url: target.url, key, isKnown }, signal);
    return { api, target, projectId: workspace.id };
  }

  async function publishedProject({ api, projectId }: Reached, hash: string): Promise<ProjectDocument> {
    const key = `${api.url} ${projectId} ${hash}`;
    if (readLast?.key === key) return readLast.project;
    const { project } = await api.bundle(projectId, hash);
    readLast = { key, project };
    return project;
  }

  async function keysOf({ workspace, publishTargets }: ProjectDocument) {
    const known = await Promise.all(
      publishTargets.map(async (target) =>
        (await keys.read(workspace.id, target)) === undefined ? [] : target.id,
      ),
    );
    return { targets: known.flat() };
  }

  async function look(context: HandlerContext, targetId: string): Promise<PublishLook> {
    const project = frozen(context.hold().project);
    const reached = await reach(context, targetId);
    const { api, target, projectId } = reached;
    const [state, versions, activations] = await Promise.all([
      api.environment(projectId, target.environment),
      api.versions(projectId),
      api.activations(projectId, target.environment),
    ]);
    const live = state.live === null ? null : await publishedProject(reached, state.live.bundleHash);
    const document = project.document();
    const needs = projectNeeds(document, definitions);
    const local = localServices(document, needs);
    const refused = local.length > 0 && !(await api.info()).allowsLocal ? local : [];
    const kept = needs.secrets.length === 0 ? undefined : await api.secrets(projectId, target.environment);
    return {
      state,
      versions,
      activations: activations.slice(0, mostActivations),
      live,
      project: document,
      hash: errorsIn(document).length > 0 ? null : makeBundle(project).hash,
      needs,
      secrets: await Promise.all(
        needs.secrets.map(async (name) => ({
          name,
          state: secretState(document, name, kept?.get(name)),
          isKept: (await secrets.kept(document, name)) !== undefined,
        })),
      ),
      localServices: refused,
    };
  }

  return {
    handlers: {
      'publish.keys': (_request, { hold }) => keysOf(hold().project.document()),
      async 'publish.connect'({ targetId, url: given, environment, key: typed, sameAs }, { hold, signal }) {
        const document = hold().project.document();
        const projectId = document.workspace.id;
        const url = runtimeAddress(given);
        const key =
          typed?.trim() ?? (sameAs === null ? undefined : await keys.read(projectId, { id: sameAs, url }));
        if (key === undefined || key === '') {
          throw new AppError('INVALID_INPUT', 'Enter the key of the runtime.');
        }
        const api = new RuntimeApi(egress(), { url, key }, signal);
        requirePermission(await api.info(), { projectId, environment });
        await keys.save(projectId, { id: targetId, url }, key);
        return { ...(await keysOf(document)), url };
      },
      'publish.forgetKey'({ targetId }, { hold }) {
        const document = hold().project.document();
        keys.delete(document.workspace.id, targetId);
        return keysOf(document);
      },
      'publish.look': ({ targetId }, context) => look(context, targetId),
      async 'publish.publish'({ targetId, hash, rev, note, conversations }, context) {
        const { api, target } = await reach(context, targetId, true);
        const { project } = context.hold();
        const prepared = prepareBundle(frozen(project));
        if (prepared.hash !== hash) {
          throw new AppError(
            'PUBLISH_CONFLICT',
            'The project was edited since you looked. Look at what changes now, then publish.',
          );
        }
        return publishProject(api, prepared, {
          environment: target.environment,
          rev,
          note,
          conversations,
          by: personName(),
          onProgress: (progress) => context.notify('publish.progress', { targetId, ...progress }),
        });
      },
      async 'publish.saveSecret'({ targetId, name, secret: given }, context) {
        const { api, target, projectId } = await reach(context, targetId, true);
        const document = context.hold().project.document();
        const secret = await givenSecret(secrets, document, name, given);
        await api.saveSecret(projectId, target.environment, name, secret);
        return {};
      },
      async 'publish.talk'({ targetId, conversationId, say }, context) {
        const { api, target, projectId } = await reach(context, targetId, true);
        const id =
          conversationId ?? (await api.startConversation(projectId, target.environment)).conversationId;
        if (say !== null) await api.say(id, say);
        const [conversation, messages] = await Promise.all([api.conversation(id), api.messages(id)]);
        return { ...conversation, messages };
      },
      async 'publish.activate'({ targetId, version, rev, ...request }, context) {
        const { api, target, projectId } = await reach(context, targetId, true);
        const place = { projectId, environment: target.environment, rev };
        return api.activate(place, { ...request, target: { version }, by: personName() });
      },
      async 'publish.read'({ targetId, bundleHash }, context) {
        return { project: await publishedProject(await reach(context, targetId), bundleHash) };
      },
    },
    async close() {
      await open?.close();
    },
  };
}

async function givenSecret(
  secrets: RuntimeSecrets,
  document: ProjectDocument,
  name: string,
  given: GivenSecret,
): Promise<SecretRequest> {
  if (given.from === 'typed') return secrets.typed(document, name, given.value);
  const secret = given.from === 'nowhere' ? secrets.none(name) : await secrets.kept(document, name);
  if (secret !== undefined) return secret;
  throw new AppError('INVALID_INPUT', 'This secret is not on this computer. Type it.');
}

/** The project as it is now, whatever is edited meanwhile. */
function frozen(project: PublishedProject): PublishedProject {
  const document = project.document();
  return { document: () => document, readKnowledge: (work) => project.readKnowledge(work) };
}

function findTarget(targets: readonly PublishTarget[], id: string): PublishTarget {
  const found = targets.find((target) => target.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    'INVALID_INPUT',
    'This publish target does not exist any more. Undo its deletion, or add it again.',
  );
}

interface Wanted {
  readonly projectId: string;
  readonly environment: PublishTarget['environment'];
}

/** Says it when the key is entered, not when everything was sent. */
function requirePermission(
  { key }: Awaited<ReturnType<RuntimeApi['info']>>,
  { projectId, environment }: Wanted,
): void {
  const may = key.scopes.includes('admin') || key.scopes.includes('publish');
  const isHere =
    (key.projectId ?? projectId) === projectId && (key.environment ?? environment) === environment;
  if (may && isHere) return;
  throw new AppError(
    'FORBIDDEN',
    may
      ? `The key “${key.name}” is for another project or environment. Ask for one that may publish this project to ${environment}.`
      : `The key “${key.name}” may not publish. Ask for one with the scope “publish”.`,
  );
}
