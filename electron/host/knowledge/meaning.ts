// Searching open projects by meaning: which model, which passages it has read, and having it read the others in the background.
// Invariants: one piece of work for a project at a time; it ends with the hold that began it, and the next who asks goes on; a model
// that fails is asked again when the author says so, or when sources or model change.
import { embedPassages } from '#shared/drivers/knowledge/embed-passages.ts';
import type { SearchedProject } from '#shared/drivers/knowledge/search-sources.ts';
import type { EmbedTexts } from '#shared/drivers/model/embed-texts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { MeaningStatus } from '#shared/ipc/knowledge.ts';
import type { HandlerContext, ProjectHold } from '../handlers/handler.ts';
import type { Project } from '../project/project.ts';

type Tell = HandlerContext['notify'];

interface Work {
  stop: AbortController | undefined;
  /** Whose hold it runs for. */
  owner: ProjectHold | undefined;
  error: AppError | null;
  /** Windows that were told of it before. */
  readonly listeners: Map<ProjectHold, Tell>;
  /** What it was begun for. */
  subject: string;
}

const tellEveryMs = 200;

export interface ProjectMeaning {
  /** What a search of the project needs to search by meaning; undefined when it is searched by words alone. */
  forSearch(project: Project): SearchedProject['meaning'];
  /** How far it is; goes on with what is left. `retries`: also after a failure. */
  status(hold: ProjectHold, tell: Tell, retries: boolean): MeaningStatus;
}

export function createMeaning(embed: EmbedTexts): ProjectMeaning {
  const works = new WeakMap<Project, Work>();

  const workOf = (project: Project): Work => {
    const known = works.get(project);
    if (known !== undefined) return known;
    const work: Work = {
      stop: undefined,
      owner: undefined,
      error: null,
      listeners: new Map(),
      subject: subjectOf(project),
    };
    works.set(project, work);
    project.onChange(() => {
      if (subjectOf(project) === work.subject) return;
      work.subject = subjectOf(project);
      work.error = null;
      work.stop?.abort();
      work.stop = undefined;
      const [hold] = work.listeners.keys();
      if (hold !== undefined) goOn(hold, work);
      tellAll(project, work);
    });
    return work;
  };

  function goOn(hold: ProjectHold, work: Work): void {
    const { project } = hold;
    const model = modelOf(project);
    if (work.stop !== undefined || work.error !== null || model === null || project.readOnly !== null) return;
    const { ready, total } = progressOf(project, model);
    if (ready === total) return;
    const stop = new AbortController();
    work.stop = stop;
    work.owner = hold;
    const signal = AbortSignal.any([stop.signal, hold.ended]);
    let toldAt = 0;
    const onProgress = (): void => {
      if (performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      tellAll(project, work);
    };
    const store = project.writeKnowledge().vectors;
    void embedPassages({ store, model, contentHashes: searchedContents(project), embed, signal, onProgress })
      .catch((thrown: unknown) => {
        if (!signal.aborted) work.error = AppError.from(thrown);
      })
      .finally(() => {
        if (work.stop !== stop) return;
        work.stop = undefined;
        tellAll(project, work);
      });
  }

  function tellAll(project: Project, work: Work): void {
    if (work.listeners.size === 0) return;
    const status = statusOf(project, work);
    for (const tell of work.listeners.values()) tell('knowledge.meaning', status);
  }

  return {
    forSearch(project) {
      const model = modelOf(project);
      if (model === null || !project.readKnowledge(({ vectors }) => vectors.hasAny(model))) return undefined;
      return { model, embed };
    },
    status(hold, tell, retries) {
      const { project } = hold;
      const work = workOf(project);
      if (!work.listeners.has(hold)) {
        hold.ended.addEventListener(
          'abort',
          () => {
            work.listeners.delete(hold);
            if (work.owner !== hold) return;
            work.stop = undefined;
            const [other] = work.listeners.keys();
            if (other !== undefined) goOn(other, work);
          },
          { once: true },
        );
      }
      work.listeners.set(hold, tell);
      if (retries) work.error = null;
      goOn(hold, work);
      return statusOf(project, work);
    },
  };
}

const modelOf = (project: Project): string | null => project.document().workspace.embeddingModel;

const searchedContents = (project: Project): readonly string[] =>
  project
    .document()
    .knowledgeSources.flatMap(({ isEnabled, contentHash }) =>
      isEnabled && contentHash !== null ? [contentHash] : [],
    );

const subjectOf = (project: Project): string => JSON.stringify([modelOf(project), searchedContents(project)]);

const progressOf = (project: Project, model: string): { readonly ready: number; readonly total: number } =>
  project.readKnowledge(({ vectors }) => vectors.progress(model, searchedContents(project)));

function statusOf(project: Project, { stop, error }: Work): MeaningStatus {
  const model = modelOf(project);
  const progress = model === null ? { ready: 0, total: 0 } : progressOf(project, model);
  return {
    model,
    ...progress,
    isWorking: stop !== undefined,
    error: error === null ? null : { ...error.toJSON(), details: {} },
  };
}
