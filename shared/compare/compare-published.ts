// What changes for customers when a project is published: compared with what is live.
// Invariant: what only authors see (where steps lie, notes, frames, test users, targets) is not said to differ.
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { type Comparison, compareProjects } from './compare-projects.ts';

export interface PublishedComparison {
  /** What is live, laid out as the project is. */
  readonly before: ProjectDocument;
  readonly comparison: Comparison;
}

export function comparePublished(live: ProjectDocument, now: ProjectDocument): PublishedComparison {
  const importedAt = new Map(now.knowledgeSources.map((source) => [source.id, source.importedAt]));
  const { testUsers, recordedConversations, publishTargets, notes, frames } = now;
  const before = {
    ...live,
    steps: laidOut(live, now),
    knowledgeSources: live.knowledgeSources.map((source) => ({
      ...source,
      importedAt: importedAt.get(source.id) ?? null,
    })),
    testUsers,
    recordedConversations,
    publishTargets,
    notes,
    frames,
  };
  return { before, comparison: compareProjects(before, now) };
}

const beside = { x: 280, y: 150 };

/** Where the project has them; what it has no more stands beside what led to it. */
function laidOut({ steps, edges }: ProjectDocument, now: ProjectDocument): Step[] {
  const places = new Map(now.steps.map(({ id, position }) => [id, position]));
  const leadsTo = new Map(edges.map(({ from, to }) => [to, from.stepId]));
  const placeOf = (step: Step): Step['position'] => {
    const place = places.get(step.id);
    if (place !== undefined) return place;
    const before = steps.find(({ id }) => id === leadsTo.get(step.id));
    // First, so that a circle of connections ends.
    places.set(step.id, step.position);
    const from = before === undefined ? step.position : placeOf(before);
    const found = { x: from.x + beside.x, y: from.y + beside.y };
    places.set(step.id, found);
    return found;
  };
  return steps.map((step) => ({ ...step, position: placeOf(step) }));
}

/** A line for each difference. */
export function comparisonInLines({ project, workflows }: Comparison): readonly string[] {
  return [
    ...project.map(({ words, details }) =>
      details.length === 0 ? words : `${words}: ${details.join(' · ')}`,
    ),
    ...workflows.flatMap(({ name, mark, details, steps, connections }) => {
      const lines = [
        ...details,
        ...steps.map(({ mark: how, title, summary, details: words }) =>
          [`${how} ${title}`, ...(summary === '' ? [] : [summary]), ...words].join(' · '),
        ),
        ...connections,
      ];
      const marked = mark === null ? [] : [`Workflow “${name}” was ${mark}`];
      return [...marked, ...lines.map((line) => `${name}: ${line}`)];
    }),
  ];
}
