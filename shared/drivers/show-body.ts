// Bodies and headers as authors read them in the trace.
import type { Json } from '#shared/util/json.ts';
import { jsonSchema } from '#shared/util/json.ts';

const mostShown = 20_000;
const secretNames =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|(?:api|auth|access)[-_]?(?:key|token)|secret|password/iu;

/** JSON and forms as values, everything else as its text. Nothing of what is longer is lost silently. */
export function showText(text: string, contentType: string): Json {
  if (text.length > mostShown) {
    const more = text.length - mostShown;
    return `${text.slice(0, mostShown)}… and ${more.toLocaleString('en')} characters more`;
  }
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Values that give access are left out, whoever wrote them. */
export function showHeaders(
  headers: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headers.map(([name, value]) => [name, secretNames.test(name) ? '[redacted]' : value]),
  );
}
