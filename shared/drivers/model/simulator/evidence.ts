// What a message holds for a parameter: e-mail, number, date, choice, quoted text. The same for choosing and for filling.
import { z } from 'zod';
import type { Json } from '#shared/util/json.ts';
import type { ModelTool } from '#shared/engine/model-request.ts';

const parameterSchema = z.object({
  type: z.enum(['string', 'number', 'boolean', 'array']),
  enum: z.array(z.string()).optional(),
  description: z.string().default(''),
});
const schemaSchema = z.object({
  properties: z.record(z.string(), parameterSchema),
  required: z.array(z.string()).default([]),
});

export interface Wanted {
  readonly name: string;
  readonly type: z.infer<typeof parameterSchema>['type'];
  readonly choices: readonly string[] | undefined;
  readonly isRequired: boolean;
  /** What a text is meant to be, by its name and description. */
  readonly meaning: 'content' | 'email' | 'phone' | 'date' | 'name' | 'code' | 'text';
}

/** A tool's parameters, read from its JSON schema. */
export function wantedBy(tool: ModelTool): readonly Wanted[] {
  const { properties, required } = schemaSchema.parse(tool.parameters);
  return Object.entries(properties).map(([name, { type, enum: choices, description }]) => ({
    name,
    type,
    choices,
    isRequired: required.includes(name),
    meaning: meaningOf(name, description),
  }));
}

function meaningOf(name: string, description: string): Wanted['meaning'] {
  if (name === 'content') return 'content';
  const words = `${name} ${description}`.toLowerCase();
  if (/e-?mail/u.test(words)) return 'email';
  if (/phone|mobile/u.test(words)) return 'phone';
  if (/date|\bday\b/u.test(words)) return 'date';
  if (/\bname\b/u.test(name.toLowerCase().replaceAll('_', ' '))) return 'name';
  return /number|code|\bid\b/u.test(words.replaceAll('_', ' ')) ? 'code' : 'text';
}

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const date = /\b(?:\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b/u;
const phone = /\+?\d[\d ()/-]{5,}\d/u;
const number = /(?<![\p{L}\p{N}.]|[\p{L}\p{N}]-)-?\d+(?:\.\d+)?(?![\p{L}\p{N}])/u;
const quoted = /["“„«]([^"“”„«»]+)["”»]/u;
const spokenName = /\b(?:my name is|i am|i’m|i'm|this is)\s+(\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*)/iu;

/** What the message says for a parameter; undefined when it says nothing. */
export function evidenceFor({ type, choices, meaning }: Wanted, message: string): Json | undefined {
  if (choices !== undefined) {
    const lower = message.toLowerCase();
    return choices.find((choice) => lower.includes(choice.toLowerCase()));
  }
  switch (type) {
    case 'number': {
      const found = number.exec(message.replace(email, '').replace(date, ''))?.[0];
      return found === undefined ? undefined : Number(found);
    }
    case 'boolean':
      if (/\b(?:yes|yeah|sure|ok|okay|true)\b/iu.test(message)) return true;
      return /\b(?:no|not|never|don[’']t|false)\b/iu.test(message) ? false : undefined;
    case 'array': {
      const parts = message.split(/,|;|\band\b/u).map((part) => part.trim());
      return parts.length > 1 ? parts.filter((part) => part !== '').slice(0, 20) : undefined;
    }
    default:
      return textFor(meaning, message);
  }
}

function textFor(meaning: Wanted['meaning'], message: string): string | undefined {
  switch (meaning) {
    case 'email':
      return email.exec(message)?.[0];
    case 'phone':
      return phone.exec(message.replace(date, ''))?.[0];
    case 'date':
      return date.exec(message)?.[0];
    case 'name':
      return spokenName.exec(message)?.[1] ?? quoted.exec(message)?.[1];
    case 'code':
      return /\b[\p{L}-]*\d[\p{L}\d-]*\b/u.exec(message)?.[0];
    default:
      return quoted.exec(message)?.[1];
  }
}
