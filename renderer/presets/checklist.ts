// What is still to be filled in of a project that was made from a preset.
// Invariant: whether something is done is told from the project beside the preset as it was, and never remembered.
import { demo } from '#shared/model/integration-presets/demo.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly isDone: boolean;
  readonly place: TaskPlace;
}

/** Where it is done. */
export type TaskPlace =
  | { readonly kind: 'settings'; readonly section: 'project' | 'models' }
  | { readonly kind: 'step'; readonly workflowId: string; readonly stepId: string; readonly field: string }
  | { readonly kind: 'knowledge' }
  | { readonly kind: 'demo' }
  | { readonly kind: 'connector'; readonly connectorId: string };

type Step = ProjectDocument['steps'][number];
interface Known {
  /** By the connector's or the integration's id; null = not known yet. */
  readonly connectors: ReadonlyMap<string, { readonly hasSecret: boolean }> | null;
  readonly integrations: ReadonlyMap<string, { readonly hasSecret: boolean }> | null;
}

/** `original` is the preset before anybody changed it. */
export function tasksOf(index: ProjectIndex, original: ProjectDocument, known: Known): readonly Task[] {
  const { workspace } = index;
  const prompts = original.steps.filter(({ kind }) => kind === 'prompt');
  const [prompt] = prompts;
  const samples = new Set(original.knowledgeSources.map(({ contentHash }) => contentHash));
  return [
    {
      id: 'name',
      title: 'Give it your name',
      help: 'The project’s name is what customers read as yours.',
      isDone: workspace.name !== original.workspace.name,
      place: { kind: 'settings', section: 'project' },
    },
    ...(prompt === undefined
      ? []
      : [
          {
            id: 'tone',
            title: 'Say how it speaks',
            help: 'Change the role or the rules of a prompt: its tone, what it never does.',
            isDone: prompts.some(({ id, settings }) => !isSameVoice(index.steps.get(id)?.settings, settings)),
            place: {
              kind: 'step' as const,
              workflowId: prompt.workflowId,
              stepId: prompt.id,
              field: 'rules',
            },
          },
        ]),
    ...(original.knowledgeSources.length === 0
      ? []
      : [
          {
            id: 'knowledge',
            title: 'Bring your own knowledge',
            help: 'Import your articles, then remove those of the example.',
            isDone: [...index.knowledgeSources.values()].some(({ contentHash }) => !samples.has(contentHash)),
            place: { kind: 'knowledge' as const },
          },
        ]),
    ...(prompt === undefined
      ? []
      : [
          {
            id: 'model',
            title: 'Connect a model',
            help: 'Until then the offline simulator answers, in words of the sources.',
            isDone: workspace.defaultModel !== null,
            place: { kind: 'settings' as const, section: 'models' as const },
          },
        ]),
    ...original.integrations
      .filter(({ preset }) => preset === demo.id)
      .map(({ id }) => ({
        id: `integration-${id}`,
        title: 'Start the demo services',
        help: 'A small shop on this computer, for actions to act on. Allows to reach this computer.',
        isDone: !index.integrations.has(id) || known.integrations?.get(id)?.hasSecret === true,
        place: { kind: 'demo' as const },
      })),
    ...original.connectors.map(({ id, name }) => ({
      id: `connector-${id}`,
      title: `Enter the key of ${name}`,
      help: 'Or delete the steps that use it, and the connector with them.',
      isDone: !index.connectors.has(id) || known.connectors?.get(id)?.hasSecret === true,
      place: { kind: 'connector' as const, connectorId: id },
    })),
  ];
}

function isSameVoice(now: Step['settings'] | undefined, before: Step['settings']): boolean {
  return ['preamble', 'rules'].every((name) => JSON.stringify(now?.[name]) === JSON.stringify(before[name]));
}
