// What code steps are given, as types for the code editor: hover texts, suggestions and marked mistakes.
// Invariants: pure; the shape is that of `context` and `args` when a code step runs; kind to people who write no types.
import type { Json } from '#shared/util/json.ts';
import { platformTypes } from './platform-types.ts';

/** A value that may be in `args`, with what is known about it. */
export interface TypedValue {
  readonly name: string;
  readonly about: string;
  readonly sample: Json | undefined;
}

export function codeTypes(args: readonly TypedValue[]): string {
  const fields = args.map(
    ({ name, about, sample }) =>
      `  /** ${about.replaceAll('*/', '*')}${exampleOf(sample)} */\n  ${name}?: ${typeOf(sample)};`,
  );
  return `${contextTypes}${platformTypes}
/** What earlier steps put together. Names that are not listed may be there too. */
interface Args {
${fields.join('\n')}
  [name: string]: any;
}
`;
}

function exampleOf(sample: Json | undefined): string {
  if (sample === undefined || sample === null) return '';
  const text = JSON.stringify(sample).replaceAll('*/', '*');
  return text.length > 80 ? '' : ` For example \`${text}\`.`;
}

function typeOf(sample: Json | undefined): string {
  if (typeof sample === 'string') return 'string';
  if (typeof sample === 'number') return 'number';
  if (typeof sample === 'boolean') return 'boolean';
  if (Array.isArray(sample)) return 'any[]';
  return 'any';
}

const contextTypes = `/** What a code step gets: who is talking, what was said, and what earlier steps put together. */
interface StepInput {
  /** The conversation: who is talking and what was said. */
  context: Context;
  /** What earlier steps put together, for example \`args.plan\`. */
  args: Args;
}
type Attrs = Record<string, any>;
interface Context {
  workspace: { id: string; name: string };
  /** The customer. */
  user: {
    internalId: string;
    /** The customer's number in your own system. */
    externalId: string | number | null;
    type: 'anonymous' | 'identified';
    /** \`verified\`: whether the sign-in was confirmed. */
    session?: { verified: boolean | null };
    email?: string;
    name: string | null;
    attrs?: Attrs | null;
  };
  organizations: { internalId: string; externalId: string | number; name: string; attrs?: Attrs | null }[];
  participants: { role: 'user' | 'operator' | 'assistant'; active: boolean }[];
  /** The last 20 messages, oldest first. */
  messages: {
    role: 'user' | 'operator' | 'assistant';
    content: string;
    channel: { kind: 'email' } | null;
    data?: { choice?: { value: any } };
  }[];
  /** Why the step runs: a message, or a time that ran out. */
  trigger: {
    kind: 'message' | 'timeout';
    /** What the customer wrote; empty when a conversation starts. */
    message?: { content: string; data?: { choice?: { value: any } } | null; channel: { kind: 'email' } | null };
    /** Of a timeout: the question that ran out. */
    messageId?: string;
  };
}
`;
