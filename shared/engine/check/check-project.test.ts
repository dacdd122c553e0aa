import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '#shared/model/project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { type ProjectSketch, sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const base: ProjectSketch = {
  steps: [
    ['m', 'message-received'],
    ['r', 'reply', { content: 'ok' }],
  ],
  edges: ['m.next > r'],
};

const problemsOf = (document: ProjectDocument): string[] =>
  checkProject(document, definitions).map(({ severity, code, stepId, field }) =>
    [severity, code, stepId, field].filter((part) => part !== null).join(' '),
  );

/** Problems of the base project with some more steps and edges. */
const withMore = (more: Partial<ProjectSketch>): string[] =>
  problemsOf(
    sketchProject({
      steps: [...base.steps, ...(more.steps ?? [])],
      edges: [...(base.edges ?? []), ...(more.edges ?? [])],
      workspace: more.workspace ?? {},
    }),
  );

describe('checking a project', () => {
  it('finds nothing wrong with one that is right', () => {
    expect(withMore({})).toEqual([]);
  });

  it('wants a main workflow with a beginning, and a main assistant', () => {
    expect(withMore({ workspace: { mainWorkflowId: 'gone' } })).toEqual(['error MAIN_WORKFLOW_MISSING']);
    expect(withMore({ workspace: { primaryAssistantId: 'gone' } })).toEqual(['error ASSISTANT_NOT_FOUND']);
    expect(problemsOf(sketchProject({ steps: [] }))).toEqual(['error WORKFLOW_NO_ENTRY']);
  });

  it('finds a second entry of a kind, and entries that lead nowhere', () => {
    expect(withMore({ steps: [['again', 'message-received']] })).toEqual([
      'error ENTRY_TWICE again',
      'warning STEP_NOT_CONNECTED again',
    ]);
  });

  it('finds unknown kinds, settings that do not fit, newer steps, and what kinds say themselves', () => {
    const document = sketchProject({
      ...base,
      steps: [...base.steps, ['u', 'unknown'], ['bad', 'reply', { content: 7 }], ['w', 'workflow']],
      edges: ['m.next > r', 'r.next > bad', 'bad.next > w'],
    });
    expect(problemsOf(document)).toEqual([
      'error STEP_KIND_UNKNOWN u',
      'error STEP_SETTINGS_INVALID bad content',
      'error SETTING_MISSING w workflowId',
    ]);
    const newer = {
      ...document,
      steps: document.steps.map((step) => (step.id === 'r' ? { ...step, version: 9 } : step)),
    };
    expect(problemsOf(newer)).toContain('error STEP_FROM_NEWER_APP r');
  });

  it('finds edges from and to nothing, two from one port, from ports that are gone, and into other workflows', () => {
    expect(
      withMore({
        steps: [
          ['x', 'end'],
          ['sub/e', 'entered'],
          ['sub/x', 'end'],
        ],
        edges: [
          'm.next > x',
          'r.gone > x',
          'r.next > nowhere',
          'nowhere.next > r',
          'r.error > sub/x',
          'sub/e.next > sub/x',
        ],
      }),
    ).toEqual([
      'error EDGE_TWICE m',
      'warning EDGE_PORT_MISSING r',
      'warning EDGE_STEP_MISSING r',
      'warning EDGE_STEP_MISSING',
      'error EDGE_LEAVES_WORKFLOW r',
    ]);
  });

  it('finds steps that no path leads to', () => {
    expect(
      withMore({
        steps: [
          ['lost', 'reply', { content: 'x' }],
          ['after', 'end'],
        ],
        edges: ['lost.next > after'],
      }),
    ).toEqual(['warning STEP_UNREACHABLE lost', 'warning STEP_UNREACHABLE after']);
  });

  it('leaves disabled steps alone, and follows the way past them', () => {
    const document = sketchProject({
      steps: [
        ['m', 'message-received'],
        ['bad', 'reply', { content: 7 }],
        ['again', 'message-received'],
        ['r', 'reply', { content: 'ok' }],
        ['only-by-error', 'end'],
      ],
      edges: ['m.next > bad', 'bad.next > r', 'bad.error > only-by-error'],
    });
    const disabled = new Set<string>(['bad', 'again']);
    const steps = document.steps.map((step) => ({ ...step, isDisabled: disabled.has(step.id) }));
    expect(problemsOf({ ...document, steps })).toEqual(['warning STEP_UNREACHABLE only-by-error']);
  });

  it('finds jumps to workflows that are gone or have no beginning, and assistants that are gone', () => {
    expect(
      withMore({
        steps: [
          ['one', 'workflow', { workflowId: 'sub' }],
          ['two', 'workflow', { workflowId: 'gone' }],
          ['say', 'reply', { content: 'x', assistantId: 'gone' }],
          ['sub/n', 'no-activity'],
          ['sub/x', 'end'],
        ],
        edges: ['r.next > one', 'one.returned > two', 'two.returned > say', 'sub/n.next > sub/x'],
      }),
    ).toEqual([
      'error WORKFLOW_NOT_FOUND two workflowId',
      'warning WORKFLOW_NO_ENTRY one workflowId',
      'warning ASSISTANT_NOT_FOUND say assistantId',
    ]);
  });

  it('finds templates that cannot be read and variables that do not exist, in lists too', () => {
    const options = [{ id: 'a', label: '{{ usr.name }}', value: 'a' }];
    expect(
      withMore({
        steps: [
          ['open', 'reply', { content: '{{ user.name' }],
          ['ask', 'choice', { content: '{{ user.nmae }}', options, timeoutSeconds: 60 }],
        ],
        edges: ['r.next > open', 'open.next > ask', 'ask.next > r', 'ask.timeout > r'],
      }),
    ).toEqual([
      'error TEMPLATE_INVALID open content',
      'warning VARIABLE_UNKNOWN ask content',
      'error VARIABLE_UNKNOWN ask options.0.label',
    ]);
  });

  it('leaves settings alone that the form hides', () => {
    const options = [{ id: 'a', label: 'A', value: 'a' }];
    expect(
      withMore({
        steps: [
          ['ask', 'choice', { content: '?', options, dynamicList: '{{ nothing.here }}', timeoutSeconds: 60 }],
        ],
        edges: ['r.next > ask', 'ask.next > r', 'ask.timeout > r'],
      }),
    ).toEqual([]);
  });

  it('finds ids that stand for two things', () => {
    const document = sketchProject(base);
    const [workflow, step] = [document.workflows[0], document.steps[1]];
    const twice = { ...document, workflows: [workflow, workflow], steps: [...document.steps, step] };
    expect(problemsOf(JSON.parse(JSON.stringify(twice)))).toEqual(['error ID_TWICE r', 'error ID_TWICE']);
  });
});

describe('names in args', () => {
  const set = (name: string) => ({ values: [{ id: 'v', name, value: 'x' }] });
  const say = (name: string) => ({ content: `{{ args.${name} }}` });

  it('are known behind the steps that write them, on any path', () => {
    expect(
      withMore({
        steps: [
          ['set', 'set', set('plan')],
          ['known', 'reply', say('plan')],
          ['typo', 'reply', say('plam')],
          ['early', 'reply', say('plan')],
        ],
        edges: ['r.next > early', 'early.next > set', 'set.next > known', 'known.next > typo'],
      }),
    ).toEqual(['warning ARGS_UNKNOWN typo content', 'warning ARGS_UNKNOWN early content']);
  });

  it('are known in a loop that comes back', () => {
    expect(
      withMore({
        steps: [
          ['say', 'reply', say('plan')],
          ['set', 'set', set('plan')],
          ['rest', 'wait'],
          ['back', 'ref', { stepId: 'say' }],
        ],
        edges: ['r.next > say', 'say.next > set', 'set.next > rest', 'rest.next > back'],
      }),
    ).toEqual([]);
  });

  it('are only hinted at behind code, workflows and entered', () => {
    expect(
      withMore({
        steps: [
          ['code', 'code', { code: 'export default async () => ({})' }],
          ['say', 'reply', say('total')],
          ['sub/e', 'entered'],
          ['sub/say', 'reply', say('total')],
        ],
        edges: ['r.next > code', 'code.next > say', 'sub/e.next > sub/say'],
      }),
    ).toEqual(['hint ARGS_UNKNOWN say content', 'hint ARGS_UNKNOWN sub-say content']);
  });

  it('are not doubted behind code that returns them', () => {
    expect(
      withMore({
        steps: [
          ['code', 'code', { code: 'export default async () => {\n  return { total: 1 };\n}' }],
          ['say', 'reply', say('total')],
        ],
        edges: ['r.next > code', 'code.next > say'],
      }),
    ).toEqual([]);
  });

  it('have content behind a message, not behind a start, and error behind an error port', () => {
    expect(
      withMore({
        steps: [
          ['s', 'conversation-started'],
          ['greet', 'reply', { content: '{{args.content}}' }],
          ['oops', 'reply', { content: '{{ args.error.message }}{{ args.content }}' }],
          ['late', 'reply', { content: '{{ args.error.message }}' }],
        ],
        edges: ['s.next > greet', 'r.error > oops', 'r.next > late'],
      }),
    ).toEqual(['warning ARGS_UNKNOWN greet content', 'warning ARGS_UNKNOWN late content']);
  });
});

describe('conditions', () => {
  const branch = (field: string, operator: string, value: string) => ({
    cases: [
      {
        id: 'a',
        condition: { combinator: 'and', rules: [{ combinator: 'or', rules: [{ field, operator, value }] }] },
      },
    ],
  });

  it.each([
    ['user.nonsense', 'is', 'x', ['error CONDITION_FIELD_UNKNOWN b cases.0.condition']],
    ['message.content', 'matches', '(', ['error CONDITION_PATTERN_INVALID b cases.0.condition']],
    ['args.nothing', 'is', 'x', ['warning ARGS_UNKNOWN b cases.0.condition']],
    ['args.', 'is', 'x', ['error CONDITION_FIELD_UNKNOWN b cases.0.condition']],
    ['args.content', 'greater', 'x', ['warning CONDITION_NEVER_HOLDS b cases.0.condition']],
    ['args.content', 'matches', 'refunds?', []],
    ['user.attrs.plan', 'is', 'pro', []],
  ])('about %s that %s %s', (field, operator, value, expected) => {
    expect(
      withMore({ steps: [['b', 'branch', branch(field, operator, value)]], edges: ['r.next > b'] }),
    ).toEqual(expected);
  });
});

it('checks and compiles 3,000 steps in the time of a key press', () => {
  const ids = Array.from({ length: 3000 }, (_, index) => `s${index}`);
  const document = sketchProject({
    steps: [
      ...base.steps,
      ...ids.map(
        (id) => [id, 'set', { values: [{ id: 'v', name: id, value: `{{ args.${id} }}` }] }] as const,
      ),
    ],
    edges: ['m.next > s0', ...ids.slice(1).map((id, index) => `s${index}.next > ${id}`)],
  });
  const started = performance.now();
  checkProject(document, definitions);
  expect(performance.now() - started).toBeLessThan(5000);
});
