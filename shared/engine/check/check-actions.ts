// Actions by themselves: what they are called, whether an AI could tell from their words when to choose them, what they
// ask for, and whether the settings of their type fit.
import type { Action } from '#shared/model/entities/action.ts';
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { analyzeTemplate } from '../templates/parse-template.ts';
import { type Problem, problemOfAction } from './problem.ts';
import { catalogNames, type ProjectView } from './project-view.ts';

export function checkActions(project: ProjectView): Problem[] {
  const { actions } = project.document;
  const names = firstBy(actions, ({ name }) => words(name));
  const descriptions = firstBy(actions, ({ description }) => words(description));
  return actions.flatMap((action) =>
    [
      ...nameFindings(action, names),
      ...descriptionFindings(action, descriptions),
      ...inputFindings(action),
      ...settingsFindings(action, project),
      ...messageFindings(action),
    ].map((finding) => problemOfAction(action.id, finding)),
  );
}

type Firsts = ReadonlyMap<string, Action>;

/** Case and spaces make no difference to a reader. */
const words = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/gu, ' ');

function firstBy(actions: readonly Action[], keyOf: (action: Action) => string): Firsts {
  return new Map(actions.toReversed().map((action) => [keyOf(action), action]));
}

function* nameFindings(action: Action, firsts: Firsts): Iterable<Finding> {
  const other = firsts.get(words(action.name));
  if (other === undefined || other.id === action.id) return;
  yield {
    severity: 'error',
    code: 'ACTION_NAME_TAKEN',
    message: `Two actions are called “${action.name}”. Give one of them another name.`,
    field: 'name',
  };
}

/** Fewer words than this name a thing; they do not say what happens. */
const fewestWords = 5;

function* descriptionFindings(
  { id, name, description, examples }: Action,
  firsts: Firsts,
): Iterable<Finding> {
  const other = firsts.get(words(description));
  if (description.trim().split(/\s+/u).length < fewestWords) {
    yield {
      severity: 'hint',
      code: 'ACTION_DESCRIPTION_SHORT',
      message: `The AI chooses “${name}” by its description. Say in a sentence what it does, and what comes of it.`,
      field: 'description',
    };
  } else if (other !== undefined && other.id !== id) {
    yield {
      severity: 'warning',
      code: 'ACTION_DESCRIPTION_SAME',
      message: `“${name}” is described like “${other.name}”, so the AI cannot tell them apart. Say what is different.`,
      field: 'description',
    };
  }
  if (examples.every(({ text }) => text.trim() === '')) {
    yield {
      severity: 'hint',
      code: 'ACTION_NO_EXAMPLE',
      message: `“${name}” has no example. Add a request as customers write it, so that the AI knows one when it reads it.`,
      field: 'examples',
    };
  }
}

function* inputFindings({ inputs }: Action): Iterable<Finding> {
  const seen = new Set<string>();
  for (const [place, { name, type, choices }] of inputs.entries()) {
    const field = `inputs.${place}.name`;
    if (!isArgsName(name)) {
      yield { severity: 'error', code: 'ACTION_INPUT_NAME', message: argsNameAdvice, field };
    } else if (seen.has(name)) {
      const message = `Two inputs are called “${name}”. Give one of them another name.`;
      yield { severity: 'error', code: 'ACTION_INPUT_NAME', message, field };
    }
    seen.add(name);
    if (type === 'choice' && choices.every(({ value }) => value.trim() === '')) {
      const message = `There is nothing to choose from for “${name}”. Add a choice, or make it a text.`;
      yield { severity: 'error', code: 'ACTION_INPUT_NO_CHOICE', message, field: `inputs.${place}.choices` };
    }
  }
}

function settingsFindings({ type, settings }: Action, project: ProjectView): readonly Finding[] {
  const { kinds, workflows } = project;
  const described = kinds.get(type)?.describe(settings);
  if (described === undefined) return [];
  if (!described.ok) {
    return described.issues.map(({ field, message }) => ({
      severity: 'error',
      code: 'ACTION_SETTINGS_INVALID',
      message: `A setting does not fit: ${message}`,
      field: `settings.${field}`,
    }));
  }
  return described.description
    .check({
      workflow: (id) => workflows.get(id)?.name,
      step: () => undefined,
      ...catalogNames(project),
      isConnected: () => true,
    })
    .map((finding) => ({ ...finding, field: `settings.${finding.field ?? ''}` }));
}

function* messageFindings(action: Action): Iterable<Finding> {
  for (const field of ['successMessage', 'failureMessage'] as const) {
    const analysis = analyzeTemplate(action[field]);
    if (analysis.ok) continue;
    yield { severity: 'error', code: 'TEMPLATE_INVALID', message: analysis.message, field };
  }
}
