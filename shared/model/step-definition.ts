// The contract of a step kind's `definition.ts`: everything about a kind that needs no execution.
// Invariants: `describe` is pure and total: settings that do not fit give issues, never a throw;
// every port id is stable under renaming and reordering; executing kinds get their `error` port here.
import type { z } from 'zod';
import type { JsonObject } from '#shared/util/json.ts';
import type { PortId, StepId, WorkflowId } from './ids.ts';

export const stepGroups = ['trigger', 'ai', 'message', 'logic', 'data', 'people'] as const;
export type StepGroup = (typeof stepGroups)[number];

/** What can wake a workflow at one of its entries. */
export type EntryKind = 'start' | 'message' | 'enter' | 'no-activity';

export interface Port {
  readonly id: PortId;
  readonly label: string;
  /** The action after which it is called; the label stands in where that is not known. */
  readonly actionId?: string;
  /** The action that is done on the way to it, where it is called otherwise. */
  readonly doneActionId?: string;
  /** What its label does not say, such as the condition under which it is there. */
  readonly note?: string;
}

/** A way on that is part of the settings instead of an edge (the target of a *ref*). */
export interface Link {
  readonly port: PortId;
  readonly to: StepId;
}

/** Names for ids, so that a summary can say "Go to Billing". Unknown ids give undefined. */
export interface NameLookup {
  workflow(id: WorkflowId): string | undefined;
  step(id: StepId): string | undefined;
  action(id: string): string | undefined;
  integration(id: string): string | undefined;
  operation(id: string): string | undefined;
}

/** A design-time problem of one step. Errors stop a run or a publication; warnings and hints do not. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly code: string;
  /** What is wrong and what to do, in words for a person who does not program. */
  readonly message: string;
  /** The setting it is about, as a path: `options.0.label`. */
  readonly field?: string;
}

export interface CheckContext extends NameLookup {
  isConnected(port: PortId): boolean;
}

export interface SettingsIssue {
  readonly field: string;
  readonly message: string;
}

export interface StepDescription {
  readonly ports: readonly Port[];
  readonly links: readonly Link[];
  /** Names this step puts in `args`; undefined = cannot be known before it runs. */
  readonly writes: readonly string[] | undefined;
  /** Names it puts in `args` as far as can be guessed, offered to later steps. */
  likelyWrites(): readonly string[];
  summary(names: NameLookup): string;
  check(context: CheckContext): readonly Finding[];
}

export type DescribeResult =
  | { readonly ok: true; readonly description: StepDescription }
  | { readonly ok: false; readonly issues: readonly SettingsIssue[] };

interface StepSpec<Settings> {
  readonly kind: string;
  readonly version: number;
  readonly group: StepGroup;
  readonly title: string;
  /** One line for the palette: what the step does for the customer. */
  readonly purpose: string;
  /** Name of a Tabler icon without the prefix, in kebab case: `message-circle`. */
  readonly icon: string;
  readonly settings: z.ZodObject & z.ZodType<Settings>;
  /** Set on trigger steps: the trigger they are the entry for. */
  readonly entry?: EntryKind;
  /** Executing steps can fail and get an `error` port; triggers and other steps that only route do not. */
  readonly canFail: boolean;
  /** A turn may end at this step, because it waits or hands over to another workflow. */
  readonly waits?: boolean;
  ports(settings: Settings): readonly Port[];
  links?(settings: Settings): readonly Link[];
  /** Names put in `args`; `undefined` when only running can tell. Default: none. */
  writes?(settings: Settings): readonly string[] | undefined;
  /** A guess where only running can tell. Default: none. */
  likelyWrites?(settings: Settings): readonly string[];
  summary(settings: Settings, names: NameLookup): string;
  check?(settings: Settings, context: CheckContext): readonly Finding[];
  /** `migrations[n]` turns settings of version n into version n + 1. */
  readonly migrations?: Readonly<Record<number, (settings: JsonObject) => JsonObject>>;
}

export interface StepDefinition<Settings = unknown> extends Pick<
  StepSpec<unknown>,
  'kind' | 'version' | 'group' | 'title' | 'purpose' | 'icon' | 'entry' | 'canFail' | 'waits'
> {
  readonly settings: z.ZodObject & z.ZodType<Settings>;
  /** Settings of any older version, brought to this one; not validated. Newer ones are returned as they are. */
  migrate(settings: JsonObject, version: number): JsonObject;
  /** What these settings mean. The answer is kept per settings object, so calling it often is cheap. */
  describe(settings: JsonObject): DescribeResult;
}

/** The port at which a disabled step is passed over: `next`, else its first one. Undefined = it ends the way. */
export function passingPort(described: DescribeResult | undefined): string | undefined {
  if (described?.ok !== true) return 'next';
  const ports = described.description.ports.filter(({ id }) => id !== errorPort.id);
  return (ports.find(({ id }) => id === 'next') ?? ports[0])?.id;
}

const errorPort: Port = { id: 'error', label: 'error' };

/** Makes a kind's definition. Settings must have a default for every field that a new step can start without. */
export function defineStep<Settings>(spec: StepSpec<Settings>): StepDefinition<Settings> {
  const described = new WeakMap<JsonObject, DescribeResult>();

  const describe = (raw: JsonObject): DescribeResult => {
    const parsed = spec.settings.safeParse(raw);
    if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error) };
    const settings: Settings = parsed.data;
    const ports = spec.ports(settings);
    return {
      ok: true,
      description: {
        ports: spec.canFail ? [...ports, errorPort] : ports,
        links: spec.links?.(settings) ?? [],
        writes: spec.writes === undefined ? [] : spec.writes(settings),
        likelyWrites: () => spec.likelyWrites?.(settings) ?? [],
        summary: (names) => spec.summary(settings, names),
        check: (context) => spec.check?.(settings, context) ?? [],
      },
    };
  };

  return {
    kind: spec.kind,
    version: spec.version,
    group: spec.group,
    title: spec.title,
    purpose: spec.purpose,
    icon: spec.icon,
    canFail: spec.canFail,
    ...(spec.entry === undefined ? {} : { entry: spec.entry }),
    ...(spec.waits === undefined ? {} : { waits: spec.waits }),
    settings: spec.settings,
    migrate(settings, version) {
      let migrated = settings;
      for (let from = version; from < spec.version; from += 1) {
        migrated = spec.migrations?.[from]?.(migrated) ?? migrated;
      }
      return migrated;
    },
    describe(raw) {
      const known = described.get(raw);
      if (known !== undefined) return known;
      const result = describe(raw);
      described.set(raw, result);
      return result;
    },
  };
}

function issuesOf(error: z.ZodError): readonly SettingsIssue[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
}
