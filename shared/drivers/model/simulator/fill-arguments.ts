// What the simulator puts into a tool's parameters: what the message holds, else something that fits the type.
import type { Json } from '#shared/util/json.ts';
import type { ModelTool } from '#shared/engine/model-request.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { type AnswerMaterial, composeAnswer } from './compose-answer.ts';
import { evidenceFor, type Wanted, wantedBy } from './evidence.ts';

export function fillArguments(tool: ModelTool, material: AnswerMaterial): Record<string, Json> {
  const args: Record<string, Json> = {};
  for (const wanted of wantedBy(tool)) {
    const value =
      wanted.meaning === 'content' && wanted.type === 'string' && wanted.choices === undefined
        ? composeAnswer(material)
        : (evidenceFor(wanted, material.message) ??
          (wanted.isRequired ? stopgap(wanted, material) : undefined));
    if (value !== undefined) args[wanted.name] = value;
  }
  return args;
}

/** Something of the right type: a model would make it up as well. */
function stopgap({ type, choices, name }: Wanted, { message }: AnswerMaterial): Json {
  if (choices !== undefined) return choices[0] ?? '';
  switch (type) {
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return message.trim() === '' ? [] : [message.trim().slice(0, 500)];
    case 'string':
      return message.trim() === '' ? name : message.trim().slice(0, 500);
    default:
      return assertNever(type);
  }
}
