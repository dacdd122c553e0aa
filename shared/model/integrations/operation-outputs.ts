// What an operation gives of an answer: its outputs by name, or the whole answer as `result`.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { Operation } from '../entities/operation.ts';
import { valueAt } from './value-path.ts';

export function outputsOf({ outputs }: Pick<Operation, 'outputs'>, answer: Json): JsonObject {
  if (outputs.length === 0) return { result: answer };
  return Object.fromEntries(
    outputs.filter(({ name }) => name !== '').map(({ name, path }) => [name, valueAt(answer, path) ?? null]),
  );
}
