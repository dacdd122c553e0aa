// Renders parsed templates: as text, as Markdown, as a URL, or as the typed value of one expression.
// Invariants: bounded work and output; a value is written into the text as data, never parsed;
// fails with TEMPLATE_LIMIT or TEMPLATE_INVALID.
import { LiquidError, toValueSync } from 'liquidjs';
import { type Json, jsonSchema } from '#shared/util/json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { encodeUrlPart, hasDotSegment } from './encode-url.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { createContext, Interpolated, liquid, templateLimits, textOf } from './liquid.ts';
import type { ParsedTemplate } from './parse-template.ts';
import { type TemplateScope, variablesOf } from './template-scope.ts';

export type TemplateMode = 'text' | 'markdown' | 'url';

/** How a value is written behind the text that is there already. */
const writers: Readonly<Record<TemplateMode, (value: string, before: string) => string>> = {
  text: (value) => value,
  markdown: escapeMarkdown,
  url: encodeUrlPart,
};

export function renderTemplate(template: ParsedTemplate, scope: TemplateScope, mode: TemplateMode): string {
  if (template.plain !== undefined) return template.plain;
  const isVerbatim = mode === 'markdown' && template.isPreparedText;
  const emitter = new TextEmitter(writers[isVerbatim ? 'text' : mode]);
  inLimits(() => {
    toValueSync(liquid.renderer.renderTemplates([...template.parts], contextOf(template, scope), emitter));
  });
  if (mode === 'url' && hasDotSegment(emitter.buffer)) {
    throw new AppError(
      'TEMPLATE_INVALID',
      'A value put “.” or “..” into the path of the address, which would lead elsewhere. Check the value before it is used.',
    );
  }
  return emitter.buffer;
}

/** A template that is exactly one expression gives its value, of whatever JSON type (nothing = null); any other a text. */
export function renderTemplateValue(template: ParsedTemplate, scope: TemplateScope): Json {
  const { expression } = template;
  if (expression === undefined) return renderTemplate(template, scope, 'text');
  return inLimits(() => plainJson(unwrap(toValueSync(expression.value.value(contextOf(template, scope))))));
}

function contextOf({ readsClock }: ParsedTemplate, scope: TemplateScope) {
  const { workspace, now } = scope;
  return createContext(variablesOf(scope, readsClock), { now, timeZone: workspace.timeZone });
}

function unwrap(value: unknown): unknown {
  return value instanceof Interpolated ? value.value : value;
}

/** Values of args are plain already; what filters make may hold more than JSON. */
function plainJson(value: unknown): Json {
  if (value === undefined) return null;
  const parsed = jsonSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const text: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  return jsonSchema.parse(text);
}

class TextEmitter {
  buffer = '';
  readonly #write: (value: string, before: string) => string;

  constructor(write: (value: string, before: string) => string) {
    this.#write = write;
  }

  write(part: unknown): void {
    this.buffer += part instanceof Interpolated ? this.#write(textOf(part.value), this.buffer) : textOf(part);
    if (this.buffer.length > templateLimits.output) throw new RangeError('template output limit exceeded');
  }
}

function inLimits<Result>(render: () => Result): Result {
  try {
    return render();
  } catch (thrown) {
    if (!LiquidError.is(thrown) && !(thrown instanceof RangeError) && !(thrown instanceof URIError))
      throw thrown;
    if (thrown.message.includes('limit exceeded')) {
      throw new AppError(
        'TEMPLATE_LIMIT',
        'This template makes too long a text or takes too much work. Shorten its lists or loops.',
        { cause: thrown },
      );
    }
    const [said = ''] = thrown.message.split(/, (?:file|line):/u, 1);
    throw new AppError(
      'TEMPLATE_INVALID',
      `This template could not be filled: ${said}. Check its filters and the values they get.`,
      { cause: thrown },
    );
  }
}
