// What is known about a step's kind: its definition, and what one step's settings mean.
// Invariants: a kind that is not known is never an error here: its step shows as missing and keeps its data.
import type { Step } from '#shared/model/entities/flow.ts';
import type { DescribeResult, StepDefinition } from '#shared/model/step-definition.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { JsonObject } from '#shared/util/json.ts';

export type KindDefinition = Omit<StepDefinition, 'settings'> & Pick<StepDefinition, 'settings'>;

const byKind: ReadonlyMap<string, KindDefinition> = new Map(
  definitions.map((definition) => [definition.kind, definition]),
);

export const definitionOf = (kind: string): KindDefinition | undefined => byKind.get(kind);

const migrated = new WeakMap<Step, JsonObject>();

/** The settings in the version this app writes; the same object while the step does not change. */
export function settingsOf(step: Step): JsonObject {
  const definition = byKind.get(step.kind);
  if (definition === undefined || step.version >= definition.version) return step.settings;
  const known = migrated.get(step);
  if (known !== undefined) return known;
  const settings = definition.migrate(step.settings, step.version);
  migrated.set(step, settings);
  return settings;
}

export function describeStep(step: Step): DescribeResult | undefined {
  return byKind.get(step.kind)?.describe(settingsOf(step));
}

/** What a person calls this step: its own name, else its kind's title. */
export function titleOf(step: Step): string {
  const name = step.name?.trim() ?? '';
  return name === '' ? (byKind.get(step.kind)?.title ?? `Missing step (${step.kind})`) : name;
}
