// What templates can name. The one list of variables for rendering, checks and help.
// Invariants: values are data of the conversation, never parsed as templates; only own properties can be reached.
import type { FoundPassage } from '#shared/model/passage.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { Assistant } from '#shared/model/entities/flow.ts';
import type { Organization } from '#shared/model/entities/test-user.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import { wallClockAt } from '#shared/util/zoned-date.ts';
import type { Customer } from '../conversation.ts';
import type { Message } from '../message.ts';

export interface TemplateScope {
  readonly workspace: Workspace;
  readonly user: Customer;
  readonly assistant: Assistant | undefined;
  readonly organizations: readonly Organization[];
  readonly args: JsonObject;
  /** The message that is answered. */
  readonly message: Message | undefined;
  /** What was searched for in this turn. */
  readonly found?: readonly FoundPassage[];
  readonly searchResults: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

/** Each variable with the names below it; null = any name. */
export const templateVariables: ReadonlyMap<string, readonly string[] | null> = new Map([
  ['user', ['internalId', 'externalId', 'type', 'verified', 'email', 'name', 'attrs']],
  ['workspace', ['id', 'name', 'timeZone']],
  ['assistant', ['id', 'name']],
  ['organizations', null],
  ['args', null],
  ['message', ['id', 'content', 'channel', 'choice']],
  ['search', ['results']],
  ['now', null],
]);

/**
 * The variables as a template engine takes them: own properties of an object without prototype. `tellsTime`: with `now`, which most
 * templates do not name, and which is slow to tell.
 */
export function variablesOf(scope: TemplateScope, tellsTime: boolean): Readonly<Record<string, unknown>> {
  const { workspace, assistant, message } = scope;
  return {
    __proto__: null,
    user: scope.user,
    workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.timeZone },
    assistant: { id: assistant?.id, name: assistant?.name },
    organizations: scope.organizations,
    args: scope.args,
    message: {
      id: message?.id,
      content: message?.content,
      channel: message?.channel,
      choice: message?.choice,
    },
    search: { results: searchResults(scope) },
    now: tellsTime ? isoTime(scope.now, workspace.timeZone) : undefined,
  };
}

/** What was found in this turn with all that is known of it; of an earlier turn only which passages it was. */
function searchResults({ found = [], searchResults: ids }: TemplateScope): readonly JsonObject[] {
  if (found.length === 0) return ids.map((id) => ({ id }));
  return found.map(({ id, sourceName, title, headings, text, page, url, score }, index) => ({
    id,
    number: index + 1,
    source: sourceName,
    title,
    headings,
    text,
    page,
    url,
    score,
  }));
}

function isoTime(moment: number, timeZone: string): string {
  const clock = wallClockAt(moment, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(clock.year).padStart(4, '0')}-${two(clock.month)}-${two(clock.day)}`;
  const ahead = Math.abs(clock.offset);
  const offset = `${clock.offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return `${date}T${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}${offset}`;
}
