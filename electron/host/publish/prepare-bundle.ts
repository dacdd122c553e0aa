// A project made ready to be published: its bundle, and what its sources say.
// Invariants: what has errors is not published; the same project gives the same hash.
import { bundleText, makeRuntimeBundle, type RuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { contentHash } from '#shared/drivers/content-hash.ts';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeDocument } from '#shared/model/knowledge-content.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';

/** What is published: a project, and a way to look into what its sources say. */
export interface PublishedProject {
  document(): ProjectDocument;
  readKnowledge<Result>(work: (store: KnowledgeStore) => Result): Result;
}

export interface PreparedBundle {
  readonly projectId: string;
  readonly hash: string;
  readonly text: string;
  readonly bundle: RuntimeBundle;
  /** What the documents with these hashes say. */
  documents(hashes: ReadonlySet<string>): Generator<KnowledgeDocument>;
}

/** Throws PUBLISH_PROBLEMS. */
export function prepareBundle(project: PublishedProject): PreparedBundle {
  const errors = errorsIn(project.document());
  if (errors.length > 0) {
    throw new AppError(
      'PUBLISH_PROBLEMS',
      `The project has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}: ${errors[0]?.message ?? ''} Correct it, then publish again.`,
      { details: { problems: errors.slice(0, 50) } },
    );
  }
  return makeBundle(project);
}

/** What keeps a project from being published. */
export const errorsIn = (document: ProjectDocument) =>
  checkProject(document, definitions).filter(({ severity }) => severity === 'error');

/** Of a project without errors. Throws PUBLISH_PROBLEMS for a source whose content is gone. */
export function makeBundle(project: PublishedProject): PreparedBundle {
  const document = project.document();
  const knowledge = project.readKnowledge((store) => contentsOf(document, store));
  const bundle = makeRuntimeBundle(document, { needs: projectNeeds(document, definitions), knowledge });
  const text = bundleText(bundle);
  return {
    projectId: document.workspace.id,
    hash: contentHash(text),
    text,
    bundle,
    *documents(hashes) {
      const sent = new Set<string>();
      for (const { contentHash: content } of knowledge) {
        const listed = project.readKnowledge((store) => store.documents(content));
        for (const kept of listed) {
          if (!hashes.has(kept.hash) || sent.has(kept.hash)) continue;
          sent.add(kept.hash);
          yield project.readKnowledge((store) => store.said(kept));
        }
      }
    },
  };
}

function contentsOf({ knowledgeSources }: ProjectDocument, store: KnowledgeStore) {
  const named = new Map(knowledgeSources.map((source) => [source.contentHash, source.name]));
  return [...named].flatMap(([content, name]) => {
    if (content === null) return [];
    if (!store.has(content)) {
      throw new AppError(
        'PUBLISH_PROBLEMS',
        `What the knowledge source “${name}” says is not in this project. Import it again, or delete it.`,
      );
    }
    return [{ contentHash: content, documents: store.documents(content).map(({ hash }) => hash) }];
  });
}
