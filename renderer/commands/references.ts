// References in a step's settings to workflows, steps and assistants: found, led elsewhere, or cleared.
import { settingValues } from '#shared/engine/check/setting-values.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { definitionOf, settingsOf } from '../state/step-kinds.ts';

export interface Reference {
  readonly to: 'workflow' | 'step' | 'assistant';
  readonly id: string;
  /** The setting, as a path: `cases.0.stepId`. */
  readonly field: string;
}

export function referencesOf(step: Step): readonly Reference[] {
  const definition = definitionOf(step.kind);
  if (definition === undefined) return [];
  return settingValues(definition.settings, settingsOf(step)).flatMap(({ input, field, value }) =>
    typeof value === 'string' && (input === 'workflow' || input === 'step' || input === 'assistant')
      ? [{ to: input, id: value, field }]
      : [],
  );
}

/** The step with its references as `lead` gives them; `null` takes one out, so that its default counts. */
export function withReferences(step: Step, lead: (reference: Reference) => string | null): Step {
  let settings = settingsOf(step);
  let isChanged = false;
  for (const reference of referencesOf(step)) {
    const id = lead(reference);
    if (id === reference.id) continue;
    isChanged = true;
    settings = setSetting(settings, reference.field, id ?? undefined);
  }
  return isChanged ? { ...step, version: definitionOf(step.kind)?.version ?? step.version, settings } : step;
}

/** The settings with one of them changed, by its path; `undefined` takes it out, so that its default counts. */
export const setSetting = (settings: JsonObject, field: string, value: Json | undefined): JsonObject =>
  setIn(settings, field.split('.'), value);

function setIn(object: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  if (rest.length > 0) return { ...object, [key]: setInAny(object[key] ?? null, rest, value) };
  const { [key]: _, ...others } = object;
  return value === undefined ? others : { ...object, [key]: value };
}

function setInAny(json: Json, path: readonly string[], value: Json | undefined): Json {
  if (typeof json !== 'object' || json === null) return json;
  if (!isList(json)) return setIn(json, path, value);
  const [place, ...rest] = path;
  return json.map((item, index) => (String(index) === place ? setInAny(item, rest, value) : item));
}

const isList = (json: readonly Json[] | JsonObject): json is readonly Json[] => Array.isArray(json);

/** What stands at a path of the settings; undefined where there is nothing. */
export function settingAt(settings: JsonObject, field: string): Json | undefined {
  let json: Json | undefined = settings;
  for (const key of field.split('.')) {
    if (typeof json !== 'object' || json === null) return undefined;
    json = isList(json) ? json[Number(key)] : json[key];
  }
  return json;
}
