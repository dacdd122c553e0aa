// Ways to mend a problem with one click: safe and obvious ones only, each an edit with a name that undo takes back.
// Invariants: pure; a fix that has become impossible by the time it is chosen does nothing.
import type { Problem } from '#shared/ipc/views.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import { isArgsName } from '#shared/model/args-name.ts';
import type { Json } from '#shared/util/json.ts';
import { freePlace } from '../canvas/free-place.ts';
import { addFollowing } from '../commands/add-following.ts';
import { connect } from '../commands/edge-commands.ts';
import { addStep, deleteElements, dropEdge, type Point } from '../commands/step-commands.ts';
import { settingAt } from '../commands/references.ts';
import { makeMain } from '../commands/workflow-commands.ts';
import { freeName } from '../panels/fields/free-name.ts';
import { fieldsOf, itemSchemaOf, valueOf } from '#shared/model/form-fields.ts';
import { newItem } from '../panels/fields/form-schema.ts';
import { newStepId } from '../state/new-id.ts';
import { portKey, type ProjectIndex } from '../state/project-index.ts';
import { definitionOf, portRowsOf, settingsOf, titleOf } from '../state/step-kinds.ts';
import { actionFixers } from './action-fixes.ts';
import { connectorFixers } from './connector-fixes.ts';
import { nearestOpenPath } from './lead-here.ts';
import { type Fixer, type QuickFix, settingFix } from './setting-fix.ts';

export function quickFixes(index: ProjectIndex, problem: Problem): readonly QuickFix[] {
  const step = index.steps.get(problem.stepId ?? '');
  return (fixers[problem.code]?.(problem, index, step) ?? []).map(({ title, build }) => ({
    title,
    build(current) {
      const command = build(current);
      return command === null ? null : { ...command, label: title };
    },
  }));
}

const fiveMinutes = 300;

const fixers: Readonly<Record<string, Fixer>> = {
  MAIN_WORKFLOW_MISSING: (_, index) => {
    const [first] = index.workflows.values();
    if (first === undefined) return [];
    return [{ title: `Make “${first.name}” the main workflow`, build: (now) => makeMain(now, first.id) }];
  },
  MESSAGE_ENTRY_MISSING: ({ workflowId }) => [
    addEntry('Add a “Message received” step', workflowId, 'message-received'),
  ],
  WORKFLOW_NO_ENTRY({ workflowId, field }, index, step) {
    if (step !== undefined && field !== null) {
      const target = settingsOf(step)[field];
      return [addEntry('Add an “Entered” step there', typeof target === 'string' ? target : null, 'entered')];
    }
    return workflowId === index.workspace.mainWorkflowId
      ? [addEntry('Add a “Message received” step', workflowId, 'message-received')]
      : [addEntry('Add an “Entered” step', workflowId, 'entered')];
  },
  ENTRY_TWICE: (_, __, step) => deleteFix(step),
  STEP_UNREACHABLE: (_, index, step) => [...leadHereFix(step, index), ...deleteFix(step)],
  STEP_KIND_UNKNOWN: (_, __, step) => deleteFix(step),
  STEP_NOT_CONNECTED: (_, __, step) => [
    ...connectFix(step, 'next', 'Add a reply behind it'),
    ...deleteFix(step),
  ],
  DEAD_END: (_, __, step) => connectFix(step, 'next', 'Add a reply behind it'),
  PORT_NOT_CONNECTED: ({ field }, _, step) =>
    field === 'timeoutSeconds'
      ? [
          ...connectFix(step, 'timeout', 'Connect “timeout” to a new reply'),
          ...settingFix(step, field, null, 'Wait for ever instead'),
        ]
      : connectItem(step, field),
  PROMPT_NO_TOOL: (_, __, step) => settingFix(step, 'tools', undefined, 'Start with a tool that answers'),
  NAME_TWICE: ({ field }, _, step) => renameItem(step, field, freeName),
  NAME_INVALID: ({ field }, _, step) => renameItem(step, field, argsNameFor),
  PORT_NEVER_TAKEN: ({ field }, _, step) =>
    field === 'timeoutSeconds' ? settingFix(step, field, fiveMinutes, 'Stop waiting after 5 minutes') : [],
  CHOICE_WAITS_FOREVER: ({ field }, _, step) =>
    field === null ? [] : settingFix(step, field, fiveMinutes, 'Stop waiting after 5 minutes'),
  CHOICE_OPTIONS_INVALID: ({ field }, _, step) => (field === 'options' ? addItem(step, field) : []),
  ...connectorFixers,
  ...actionFixers,
  SETTING_MISSING: ({ field }, _, step) =>
    field === 'cases' || field === 'values' ? addItem(step, field) : [],
  WORKFLOW_NOT_FOUND: clearReference,
  STEP_NOT_FOUND: clearReference,
  ASSISTANT_NOT_FOUND: clearReference,
  EDGE_TWICE: (_, __, step) => removeEdges(step, 'twice'),
  EDGE_PORT_MISSING: (_, __, step) => removeEdges(step, 'port'),
  EDGE_STEP_MISSING: (_, __, step) => removeEdges(step, 'step'),
  EDGE_LEAVES_WORKFLOW: (_, __, step) => removeEdges(step, 'workflow'),
  CODE_EMPTY: ({ field }, _, step) =>
    field === null ? [] : settingFix(step, field, undefined, 'Start with an example'),
};

function deleteFix(step: Step | undefined): readonly QuickFix[] {
  if (step === undefined) return [];
  return [{ title: 'Delete this step', build: (index) => deleteElements(index, [step.id], []) }];
}

/** The nearest path that leads nowhere yet leads to the step. */
function leadHereFix(step: Step | undefined, index: ProjectIndex): readonly QuickFix[] {
  const from = step === undefined ? undefined : nearestOpenPath(index, step);
  const source = index.steps.get(from?.stepId ?? '');
  if (step === undefined || from === undefined || source === undefined) return [];
  return [
    {
      title: `Connect it after “${titleOf(source)}”`,
      build: (now) =>
        now.edgeByPort.has(portKey(from.stepId, from.port)) ? null : connect(now, from, step.id),
    },
  ];
}

/** A new reply at the end of a path. */
function connectFix(step: Step | undefined, port: string, title: string): readonly QuickFix[] {
  if (step === undefined) return [];
  return [
    {
      title,
      build: (index) => addFollowing(index, { stepId: step.id, port }, 'reply', newStepId()),
    },
  ];
}

/** A new reply behind the path of an item, such as a tool. */
function connectItem(step: Step | undefined, field: string | null): readonly QuickFix[] {
  if (step === undefined || field === null) return [];
  const id = settingAt(settingsOf(step), `${field}.id`);
  const port = portRowsOf(step, '').find((row) => row.id === id);
  return port === undefined ? [] : connectFix(step, port.id, `Connect “${port.label}” to a new reply`);
}

/** `suggest` gets the name that does not do, and those of the items beside it. */
function renameItem(
  step: Step | undefined,
  field: string | null,
  suggest: (name: string, others: readonly string[]) => string | undefined,
): readonly QuickFix[] {
  if (step === undefined || field === null || !/\.\d+\.name$/.test(field)) return [];
  const list = settingAt(settingsOf(step), field.replace(/\.\d+\.name$/, ''));
  const name = settingAt(settingsOf(step), field);
  if (!Array.isArray(list) || typeof name !== 'string') return [];
  const others = list.flatMap((_, place) => {
    const other = settingAt({ list }, `list.${place}.name`);
    return typeof other === 'string' ? [other.trim()] : [];
  });
  const better = suggest(name.trim(), others);
  return better === undefined ? [] : settingFix(step, field, better, `Call it “${better}”`);
}

/** `order number` can be called `order_number`. */
function argsNameFor(name: string, others: readonly string[]): string | undefined {
  const words = name.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const better = words.replaceAll(/[^A-Za-z0-9_]+/g, '_').replaceAll(/^[_\d]+|_+$/g, '');
  if (!isArgsName(better)) return undefined;
  return freeName(better, others);
}

function addEntry(title: string, workflowId: string | null, kind: string): QuickFix {
  return {
    title,
    build(index) {
      const workflow = index.workflows.get(workflowId ?? '');
      if (workflow === undefined) return null;
      const position = freePlace(index, workflow.id, beginningOf(index, workflow.id));
      return addStep(index, { id: newStepId(), kind, workflowId: workflow.id, position });
    },
  };
}

/** Where the workflow's first column begins. */
function beginningOf(index: ProjectIndex, workflowId: string): Point {
  const places = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].flatMap(
    (id) => index.steps.get(id)?.position ?? [],
  );
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

/** `undefined` takes the setting back to what a new step starts with. */
/** Takes connectors off that are not worth keeping. */
function clearReference({ field }: Problem, _: ProjectIndex, step: Step | undefined): readonly QuickFix[] {
  if (field === null) return step === undefined ? [] : deleteFix(step);
  return settingFix(step, field, null, 'Clear the missing reference');
}

function addItem(step: Step | undefined, name: string): readonly QuickFix[] {
  const definition = step === undefined ? undefined : definitionOf(step.kind);
  const field =
    definition === undefined ? undefined : fieldsOf(definition.settings).find((one) => one.name === name);
  const schema = field === undefined ? undefined : itemSchemaOf(field.schema);
  if (step === undefined || field === undefined || schema === undefined) return [];
  const itemName = field.meta.itemName ?? 'item';
  const known = valueOf(settingsOf(step), field);
  const items: readonly Json[] = Array.isArray(known) ? known : [];
  const article = /^[aeiou]/.test(itemName) ? 'an' : 'a';
  return settingFix(step, name, [...items, newItem(schema, itemName)], `Add ${article} ${itemName}`);
}

type EdgeFault = 'twice' | 'port' | 'step' | 'workflow';

/** Without a step: the edges that begin nowhere. */
function removeEdges(step: Step | undefined, fault: EdgeFault): readonly QuickFix[] {
  return [
    {
      title: 'Remove this connection',
      build(index) {
        const ports = step === undefined ? [] : portRowsOf(step, '').map(({ id }) => id);
        const taken = new Set<string>();
        const faulty = [...index.edges.values()].filter(({ from, to }) => {
          if (step === undefined) return !index.steps.has(from.stepId);
          if (from.stepId !== step.id) return false;
          const target = index.steps.get(to);
          switch (fault) {
            case 'step':
              return target === undefined;
            case 'workflow':
              return target !== undefined && target.workflowId !== step.workflowId;
            case 'port':
              return target !== undefined && !ports.includes(from.port);
            case 'twice': {
              const isTwice = taken.has(from.port);
              taken.add(from.port);
              return isTwice;
            }
            default:
              return fault satisfies never;
          }
        });
        return faulty.length === 0 ? null : { label: '', patches: faulty.map(dropEdge) };
      },
    },
  ];
}
