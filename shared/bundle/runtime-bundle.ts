// What is published: a project as customers meet it, and the list of what it needs to run. The contract between whoever
// publishes and the hosted runtime.
// Invariants: no secrets, and nothing that only authors see (positions, notes, frames, test users, recorded conversations,
// publish targets), so that moving a step makes no new version; the same project gives the same text, and the SHA-256 of that
// text (UTF-8, hex) names the bundle.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';

/** Rises when a flow can mean something that an older engine cannot run. */
export const engineVersion = 1;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 hash in hex, 64 characters.');

/** What a running project may do beyond talking. */
const bundlePermissions = [
  'run-code',
  'send-requests',
  'query-databases',
  'ask-models',
  'search-knowledge',
] as const;

export const bundleNeedsSchema = z.object({
  /** Connectors that steps have, with the secret that each sends along; null = none. */
  connectors: z.array(z.object({ id: entityIdSchema, name: z.string(), secret: z.string().nullable() })),
  /** Integrations that steps and the actions which they offer have; the same. */
  integrations: z
    .array(z.object({ id: entityIdSchema, name: z.string(), secret: z.string().nullable() }))
    .default([]),
  /** Every pattern of the connectors, and every server of the integrations. */
  urlPatterns: z.array(z.string()),
  /** Names of secrets that must be there before it is activated: `connector:<id>`, `integration:<id>` and `model:<provider>`. */
  secrets: z.array(z.string().max(200)),
  /** `provider/model`, as prompts and the workspace name them, or `simulator`. */
  models: z.array(z.string()),
  /** Ids of steps that ask a model while none is chosen; such a bundle is not activated. */
  stepsWithoutModel: z.array(z.string()),
  permissions: z.array(z.enum(bundlePermissions)),
});

/** A source's content as the documents that it has, in their order: SHA-256 each. */
const knowledgeContentSchema = z.object({
  contentHash: sha256Schema,
  documents: z.array(sha256Schema).max(limits.knowledge.documentsPerSource),
});

export const runtimeBundleSchema = z.object({
  format: z.literal('dialogram-bundle'),
  formatVersion: z.literal(1),
  engineVersion: z.int().min(1),
  needs: bundleNeedsSchema,
  knowledge: z.array(knowledgeContentSchema).max(limits.entitiesPerCollection),
  /** A project document in which layout and tests are empty. */
  project: projectDocumentSchema,
});

export type BundleNeeds = z.infer<typeof bundleNeedsSchema>;
export type KnowledgeContent = z.infer<typeof knowledgeContentSchema>;
export type RuntimeBundle = z.infer<typeof runtimeBundleSchema>;

interface BundleParts {
  readonly needs: BundleNeeds;
  /** One for each content that a source of the project has. */
  readonly knowledge: readonly KnowledgeContent[];
}

export function makeRuntimeBundle(document: ProjectDocument, parts: BundleParts): RuntimeBundle {
  return {
    format: 'dialogram-bundle',
    formatVersion: 1,
    engineVersion,
    needs: parts.needs,
    knowledge: parts.knowledge.toSorted((one, other) => (one.contentHash < other.contentHash ? -1 : 1)),
    project: withoutLayout(document),
  };
}

/** The one spelling of a bundle: what is hashed and sent. */
export function bundleText(bundle: RuntimeBundle): string {
  return canonicalJson(bundle);
}

/** Reads a bundle that was sent. Throws BUNDLE_INVALID, and ENGINE_TOO_OLD for one that this engine cannot run. */
export function parseRuntimeBundle(json: unknown): RuntimeBundle {
  const version = z.object({ engineVersion: z.int() }).safeParse(json).data?.engineVersion ?? engineVersion;
  if (version > engineVersion) {
    throw new AppError(
      'ENGINE_TOO_OLD',
      `This project needs engine ${version}, and the runtime has engine ${engineVersion}. Update the runtime, then publish again.`,
      { details: { needed: version, has: engineVersion } },
    );
  }
  const parsed = runtimeBundleSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError(
      'BUNDLE_INVALID',
      `The bundle could not be read: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 2000),
    );
  }
  const { project } = parsed.data;
  return { ...parsed.data, project: withoutLayout(project) };
}

function withoutLayout(document: ProjectDocument): ProjectDocument {
  return projectDocumentSchema.parse({
    ...document,
    steps: document.steps.map((step) => ({ ...step, position: undefined })),
    knowledgeSources: document.knowledgeSources.map((source) => ({ ...source, importedAt: null })),
    testUsers: [],
    recordedConversations: [],
    publishTargets: [],
    notes: [],
    frames: [],
  });
}
