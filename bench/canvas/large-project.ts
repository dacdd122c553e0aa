// A project as large as asked for: steps of several kinds in rows, each leading to the next, choices also to others.
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';

const pitch = { x: 280, y: 240 } as const;
const text = 'Hello {{user.name}}, thank you for writing. How can we help you with {{args.plan}} today?';

const settingsOf = (kind: string, number: number): object => {
  if (kind === 'reply') return { content: `${number}. ${text}` };
  if (kind === 'choice') {
    return {
      content: `Which plan do you mean? (${number})`,
      options: [
        { id: 'pro', label: 'Pro', value: 'pro' },
        { id: 'free', label: 'Free', value: 'free' },
      ],
    };
  }
  return {};
};

const kinds = ['reply', 'choice', 'reply', 'set', 'reply', 'code'] as const;

/** The main workflow `large` holds the steps, twice as wide as high on the screen; `main` holds one step. */
export function largeProject(name: string, count: number): ProjectDocument {
  const columns = Math.ceil(Math.sqrt(count * 1.2));
  const kindOf = (number: number) => kinds[number % kinds.length] ?? 'reply';
  const numbers = Array.from({ length: count }, (_, number) => number);
  const id = (number: number) => `s${number}`;
  const edges = numbers.slice(1).map((number) => ({
    id: `e${number}`,
    from: { stepId: id(number - 1), port: 'next' },
    to: id(number),
  }));
  const across = numbers
    .filter((number) => kindOf(number) === 'choice')
    .map((number) => ({
      id: `x${number}`,
      from: { stepId: id(number), port: 'error' },
      to: id((number + columns) % count),
    }));
  const empty = emptyProject(name, name.toLowerCase().replaceAll(' ', '-'));
  return projectDocumentSchema.parse({
    ...empty,
    workspace: { ...empty.workspace, mainWorkflowId: 'large' },
    workflows: [...empty.workflows, { id: 'large', name: 'Large' }],
    steps: [
      ...empty.steps,
      ...numbers.map((number) => ({
        id: id(number),
        workflowId: 'large',
        kind: kindOf(number),
        settings: settingsOf(kindOf(number), number),
        position: { x: (number % columns) * pitch.x, y: Math.floor(number / columns) * pitch.y },
      })),
    ],
    edges: [...edges, ...across],
  });
}
