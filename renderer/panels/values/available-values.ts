// Everything a template or condition of a step can name there, with the words for it and a value it had lately.
// Invariant: pure; asked for when a list opens.
import { customerOf } from '#shared/engine/new-conversation.ts';
import type { TemplateScope } from '#shared/engine/templates/template-scope.ts';
import { isArgsName } from '#shared/model/args-name.ts';
import { type TestUser, testUserSchema } from '#shared/model/entities/test-user.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { knownArgs } from './known-args.ts';
import { wordsOf } from './value-words.ts';

export const valueGroups = ['From earlier steps', 'Customer', 'Conversation', 'Workspace'] as const;

export interface AvailableValue {
  /** As a template writes it: `args.plan`. */
  readonly path: string;
  readonly words: string;
  readonly group: (typeof valueGroups)[number];
  /** What it was the last time, or would be for the test user; undefined when nobody knows. */
  readonly sample: Json | undefined;
  /** Which steps give it, or what it is. */
  readonly about: string;
}

const about: readonly (readonly [path: string, group: AvailableValue['group'], about: string])[] = [
  ['user.name', 'Customer', 'Empty for anonymous customers.'],
  ['user.email', 'Customer', 'Empty when it is not known.'],
  ['user.type', 'Customer', 'anonymous or identified'],
  ['user.verified', 'Customer', 'Whether the customer’s sign-in was confirmed.'],
  ['user.externalId', 'Customer', 'The customer’s number in your own system.'],
  ['user.internalId', 'Customer', 'The customer’s number in Dialogram.'],
  ['message.content', 'Conversation', 'What the customer wrote last.'],
  ['message.channel', 'Conversation', 'web or email'],
  ['now', 'Conversation', 'Write it nicely with: now | date: "%B %-e"'],
  ['search.results', 'Conversation', 'What the last search found.'],
  ['organizations', 'Customer', 'The companies that the customer belongs to.'],
  ['assistant.name', 'Workspace', 'The name the assistant speaks under.'],
  ['workspace.name', 'Workspace', 'The name of this project.'],
  ['workspace.timeZone', 'Workspace', 'Dates are written in this time zone.'],
];

/** What the preview knows; null before it was started. */
export interface SampleSource {
  readonly session: SessionView | null;
  /** Chosen to be played next; null = the first. */
  readonly testUserId: string | null;
}

export function availableValues(
  index: ProjectIndex,
  stepId: string,
  source: SampleSource,
  now: number,
): readonly AvailableValue[] {
  const scope = sampleScope(index, stepId, source, now);
  const { writers } = knownArgs(index, stepId);
  const args = [...writers].flatMap(([name, titles]) =>
    isArgsName(name) ? [fromArgs(name, scope.args[name], `From ${titles.join(', ')}.`)] : [],
  );
  for (const [name, value] of Object.entries(argsBefore(stepId, source.session) ?? {})) {
    if (writers.has(name) || !isArgsName(name)) continue;
    args.push(fromArgs(name, value, 'It was there in the last run of this step.'));
  }
  const attributes = Object.entries(scope.user.attrs)
    .filter(([name]) => isArgsName(name))
    .map(([name, sample]): AvailableValue => {
      const path = `user.attrs.${name}`;
      return {
        path,
        words: wordsOf(path),
        group: 'Customer',
        sample,
        about: 'An attribute of the test user.',
      };
    });
  const others = about.map(([path, group, text]): AvailableValue => ({
    path,
    words: wordsOf(path),
    group,
    sample: fixedSample(path, scope),
    about: text,
  }));
  return [...args, ...others, ...attributes].toSorted(
    (one, other) => valueGroups.indexOf(one.group) - valueGroups.indexOf(other.group),
  );
}

function fromArgs(name: string, sample: Json | undefined, text: string): AvailableValue {
  const path = `args.${name}`;
  return { path, words: wordsOf(path), group: 'From earlier steps', sample, about: text };
}

/** The values that a template of this step would have had in the last run, or has for the test user. */
export function sampleScope(
  index: ProjectIndex,
  stepId: string,
  { session, testUserId }: SampleSource,
  now: number,
): TemplateScope {
  const testUser = testUserOf(index, session?.testUser.id ?? testUserId);
  const said = session?.transcript.findLast(({ role }) => role === 'user');
  return {
    workspace: index.workspace,
    user: customerOf(testUser),
    assistant: index.assistants.get(index.workspace.primaryAssistantId),
    organizations: testUser.organizations,
    args: argsBefore(stepId, session) ?? argsSeen(session),
    message:
      said === undefined
        ? undefined
        : { id: said.id, role: 'user', content: said.content, channel: testUser.channel },
    searchResults: [],
    now: session?.clock ?? now,
  };
}

function testUserOf(index: ProjectIndex, id: string | null): TestUser {
  const chosen = id === null ? undefined : index.testUsers.get(id);
  return chosen ?? [...index.testUsers.values()][0] ?? visitor;
}

const visitor = testUserSchema.parse({ id: 'visitor', name: 'Visitor', identity: 'anonymous' });

function argsBefore(stepId: string, session: SessionView | null): JsonObject | undefined {
  return session?.trace.findLast((row) => row.stepId === stepId)?.input;
}

/** The step has not run: the latest value of every name that any step saw or gave. */
function argsSeen(session: SessionView | null): JsonObject {
  const seen: Record<string, Json> = {};
  for (const { input, output } of session?.trace ?? []) Object.assign(seen, input, output);
  const last = jsonObjectSchema.safeParse(session?.args);
  return { ...seen, ...(last.success ? last.data : {}) };
}

function fixedSample(path: string, scope: TemplateScope): Json | undefined {
  const { user, message, workspace, assistant } = scope;
  switch (path) {
    case 'user.name':
      return user.name;
    case 'user.email':
      return user.email;
    case 'user.type':
      return user.type;
    case 'user.verified':
      return user.verified;
    case 'user.externalId':
      return user.externalId;
    case 'user.internalId':
      return user.internalId;
    case 'message.content':
      return message?.content;
    case 'message.channel':
      return message?.channel;
    case 'now':
      return new Date(scope.now).toISOString();
    case 'organizations':
      return scope.organizations.length === 0 ? undefined : scope.organizations.map(({ name }) => name);
    case 'assistant.name':
      return assistant?.name;
    case 'workspace.name':
      return workspace.name;
    case 'workspace.timeZone':
      return workspace.timeZone;
    default:
      return undefined;
  }
}
