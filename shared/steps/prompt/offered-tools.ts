// Tools and actions as a model is offered them, and what it called, held against them.
// Invariants: names are unique and fit every provider; arguments are checked by type, and only those that the tool has
// are taken; nothing of an answer is ever read as a template.
import { jsonSchemaOf, readArguments, type ReadArguments } from '#shared/engine/arguments.ts';
import type { ModelRequest } from '#shared/engine/model-request.ts';
import type { Action } from '#shared/model/entities/action.ts';
import type { Parameter } from '#shared/model/parameter.ts';
import type { Json } from '#shared/util/json.ts';
import type { PromptTool } from './settings.ts';
import { toolNameOf } from './tool-name.ts';

type ModelTool = ModelRequest['tools'][number];

export interface OfferedTool {
  /** The port that it leads to. */
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Done before the port is taken. */
  readonly action: Action | undefined;
  readonly asked: ModelTool;
}

/** Under the names that a model calls them by. Throws STEP_SETTINGS_INVALID for a name that `args` cannot have. */
export function offerTools(
  tools: readonly PromptTool[],
  actions: readonly Action[] = [],
): readonly OfferedTool[] {
  const names = new Set<string>();
  const offer = (
    { id, name: title, parameters, action }: Omit<OfferedTool, 'asked'>,
    description: string,
    useCases: readonly { readonly text: string }[],
  ): OfferedTool => {
    const name = uniqueName(title, names);
    names.add(name);
    const asked = {
      name,
      description: description.trim() === '' ? title : description,
      useCases: useCases.map(({ text }) => text).filter((text) => text.trim() !== ''),
      parameters: jsonSchemaOf(parameters),
    };
    return { id, name: title, parameters, action, asked };
  };
  return [
    ...tools.map(({ id, name, parameters, description, useCases }) =>
      offer({ id, name, parameters, action: undefined }, description, useCases),
    ),
    ...actions.map((action) => {
      const { id, name, inputs, description, trigger, examples } = action;
      const words = [description, trigger].filter((text) => text.trim() !== '').join('\n');
      return offer({ id, name, parameters: inputs, action }, words, examples);
    }),
  ];
}

function uniqueName(title: string, taken: ReadonlySet<string>): string {
  const told = toolNameOf(title);
  const base = told === '' ? 'tool' : told;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The arguments of a call, checked; what the tool has no parameter for is left out. */
export const readCall = ({ parameters, asked }: OfferedTool, given: Json): ReadArguments =>
  readArguments(parameters, given, asked.name);
