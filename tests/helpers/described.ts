// What settings of a step kind mean, for definition tests; settings that do not fit fail the test.
import type { CheckContext, StepDefinition, StepDescription } from '#shared/model/step-definition.ts';
import type { JsonObject } from '#shared/util/json.ts';

export function described(definition: StepDefinition, settings: JsonObject = {}): StepDescription {
  const result = definition.describe(settings);
  if (result.ok) return result.description;
  throw new Error(`Settings do not fit: ${JSON.stringify(result.issues)}`);
}

/** Names and connections as a check sees them: by default nothing exists and nothing is connected. */
export function checkContext(
  known: {
    readonly workflows?: Readonly<Record<string, string>>;
    readonly steps?: Readonly<Record<string, string>>;
    readonly connected?: readonly string[];
    /** Actions, integrations and operations. */
    readonly entities?: Readonly<Record<string, string>>;
  } = {},
): CheckContext {
  return {
    workflow: (id) => known.workflows?.[id],
    step: (id) => known.steps?.[id],
    action: (id) => known.entities?.[id],
    integration: (id) => known.entities?.[id],
    operation: (id) => known.entities?.[id],
    isConnected: (port) => known.connected?.includes(port) ?? false,
  };
}

/** `severity field: code` of each finding, short enough to compare. */
export function findingsOf(description: StepDescription, context = checkContext()): readonly string[] {
  return description.check(context).map(({ severity, field, code }) => `${severity} ${field ?? ''}: ${code}`);
}
