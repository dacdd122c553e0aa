// Finds words in a project: names of workflows and steps, texts, code, conditions, variables.
// Invariants: pure; matches come in the order names, then texts, at most `limit` of them.
import { type ConditionGroup, conditionSchema } from '#shared/model/condition.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import { type Json, jsonObjectSchema } from '#shared/util/json.ts';
import { fieldsOf, itemSchemaOf } from '#shared/model/form-fields.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { Place } from '../state/go-to.ts';
import { definitionOf, type KindDefinition, settingsOf, summaryOf, titleOf } from '../state/step-kinds.ts';

export interface Snippet {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export interface ProjectMatch extends Place {
  readonly section: 'Workflows' | 'Steps' | 'Texts and values';
  readonly title: string;
  /** Where it is: the workflow, the field. */
  readonly detail: string;
  readonly kind: KindDefinition | undefined;
  readonly snippet: Snippet | null;
}

export function findInProject(index: ProjectIndex, query: string, limit = 60): readonly ProjectMatch[] {
  const words = query.trim().toLowerCase();
  if (words === '') return [];
  const has = (text: string): boolean => text.toLowerCase().includes(words);
  const workflows: ProjectMatch[] = [];
  const steps: ProjectMatch[] = [];
  const texts: ProjectMatch[] = [];
  for (const { id, name } of index.workflows.values()) {
    if (!has(name)) continue;
    const place = { workflowId: id, stepId: null, field: null };
    workflows.push({
      ...place,
      section: 'Workflows',
      title: name,
      detail: '',
      kind: undefined,
      snippet: null,
    });
  }
  for (const step of index.steps.values()) {
    const kind = definitionOf(step.kind);
    const title = titleOf(step);
    const workflow = index.workflows.get(step.workflowId)?.name ?? '';
    const place = { workflowId: step.workflowId, stepId: step.id };
    if (steps.length < limit && (has(title) || has(kind?.title ?? ''))) {
      const detail = [workflow, summaryOf(index, step)].filter((part) => part !== '').join(' · ');
      steps.push({ ...place, field: null, section: 'Steps', title, detail, kind, snippet: null });
    }
    if (texts.length >= limit) continue;
    for (const { field, label, text } of textsOf(step)) {
      const snippet = snippetOf(text, words);
      if (snippet === null) continue;
      const detail = `${workflow} · ${title} · ${label}`;
      texts.push({ ...place, field, section: 'Texts and values', title: text, detail, kind, snippet });
    }
  }
  return [...workflows, ...steps, ...texts].slice(0, limit);
}

interface SettingText {
  readonly field: string;
  readonly label: string;
  readonly text: string;
}

const known = new WeakMap<Step, readonly SettingText[]>();

/** What the author wrote in the settings, with where it stands. Read once for each step: every letter searches all of them. */
function textsOf(step: Step): readonly SettingText[] {
  const texts = known.get(step) ?? readTexts(step);
  known.set(step, texts);
  return texts;
}

function readTexts(step: Step): readonly SettingText[] {
  const definition = definitionOf(step.kind);
  const found: SettingText[] = [];
  if (definition !== undefined) collect(definition.settings, settingsOf(step), '', found);
  return found;
}

function collect(
  schema: KindDefinition['settings'],
  settings: Readonly<Record<string, Json>>,
  prefix: string,
  found: SettingText[],
): void {
  for (const { name, meta, schema: fieldSchema } of fieldsOf(schema)) {
    const value = settings[name];
    const field = `${prefix}${name}`;
    if (typeof value === 'string' && !hiddenInputs.has(meta.input)) {
      found.push({ field, label: meta.label, text: value });
    } else if (meta.input === 'condition') {
      const condition = conditionSchema.safeParse(value);
      if (condition.success) found.push({ field, label: meta.label, text: conditionText(condition.data) });
    } else if (Array.isArray(value)) {
      const items: readonly Json[] = value;
      const itemSchema = itemSchemaOf(fieldSchema);
      for (const [position, item] of items.entries()) {
        const parsed = jsonObjectSchema.safeParse(item);
        if (parsed.success && itemSchema !== undefined) {
          collect(itemSchema, parsed.data, `${field}.${position}.`, found);
        }
      }
    }
  }
}

/** What holds an id, not words. */
const hiddenInputs: ReadonlySet<string> = new Set(['hidden', 'workflow', 'step', 'assistant', 'select']);

function conditionText(group: ConditionGroup): string {
  return group.rules
    .map((rule) => ('rules' in rule ? conditionText(rule) : `${rule.field} ${String(rule.value ?? '')}`))
    .join(', ');
}

function snippetOf(text: string, words: string): Snippet | null {
  const at = text.toLowerCase().indexOf(words);
  if (at === -1) return null;
  const line = (part: string): string => part.replaceAll(/\s+/g, ' ');
  const start = Math.max(0, at - 28);
  return {
    before: `${start > 0 ? '…' : ''}${line(text.slice(start, at))}`,
    match: line(text.slice(at, at + words.length)),
    after: line(text.slice(at + words.length, at + words.length + 60)),
  };
}
