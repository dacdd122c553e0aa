// Tools as a model is offered them, and what it called, held against them.
// Invariants: names are unique and fit every provider; arguments are checked by type, and only those that the tool has
// are taken; nothing of an answer is ever read as a template.
import { jsonSchemaOf, readArguments, type ReadArguments } from '#shared/engine/arguments.ts';
import type { Json } from '#shared/util/json.ts';
import type { ModelRequest } from '#shared/engine/model-request.ts';
import type { PromptTool } from './settings.ts';
import { toolNameOf } from './tool-name.ts';

type ModelTool = ModelRequest['tools'][number];

export interface OfferedTool {
  readonly tool: PromptTool;
  readonly asked: ModelTool;
}

/** Tools under the names that a model calls them by. Throws STEP_SETTINGS_INVALID for a name that `args` cannot have. */
export function offerTools(tools: readonly PromptTool[]): readonly OfferedTool[] {
  const names = new Set<string>();
  return tools.map((tool) => {
    const { description, useCases, parameters } = tool;
    const name = uniqueName(tool.name, names);
    names.add(name);
    const asked = {
      name,
      description: description.trim() === '' ? tool.name : description,
      useCases: useCases.map(({ text }) => text).filter((text) => text.trim() !== ''),
      parameters: jsonSchemaOf(parameters),
    };
    return { tool, asked };
  });
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
export const readCall = ({ tool, asked }: OfferedTool, given: Json): ReadArguments =>
  readArguments(tool.parameters, given, asked.name);
