// An OpenAPI document as plain data, read piece by piece: references are followed when something is asked for, never all at once, so
// that cycles and documents that would unfold without end cost nothing.
// Invariants: references lead into the document alone; only own properties are read; reading one operation has an end.
import { load } from 'js-yaml';
import { AppError } from '#shared/errors/app-error.ts';

export type Node = Readonly<Record<string, unknown>>;

const deepest = 200;
const mostAliases = 100_000;
const mostSteps = 100_000;
const longestChain = 20;

export class OpenApiDocument {
  readonly root: Node;
  #steps = 0;

  /** Throws OPENAPI_INVALID. */
  constructor(text: string) {
    const parsed = parse(text);
    if (!isNode(parsed)) throw invalid('it is no OpenAPI document, but a list or a text.');
    this.root = parsed;
    const version = this.text(parsed['openapi']);
    if (version.startsWith('3.0') || version.startsWith('3.1')) return;
    throw invalid(
      'swagger' in parsed
        ? 'it is of version 2 (Swagger). Convert it to OpenAPI 3, for instance with editor.swagger.io.'
        : 'it does not say that it is OpenAPI 3.0 or 3.1.',
    );
  }

  /** What comes may take as many steps as anything before. */
  begin(): void {
    this.#steps = 0;
  }

  /** An object, by its reference where it is one; undefined when it is none. */
  node(value: unknown): Node | undefined {
    let found = value;
    for (let links = 0; links < longestChain; links += 1) {
      this.#step();
      if (!isNode(found)) return undefined;
      const reference = own(found, '$ref');
      if (typeof reference !== 'string') return found;
      found = this.#target(reference);
    }
    return undefined;
  }

  list(value: unknown): readonly unknown[] {
    this.#step();
    return Array.isArray(value) ? value : [];
  }

  /** Own properties in order. */
  entries(value: unknown): readonly (readonly [string, unknown])[] {
    const found = this.node(value);
    return found === undefined ? [] : Object.entries(found);
  }

  get(value: unknown, name: string): unknown {
    const found = this.node(value);
    return found === undefined ? undefined : own(found, name);
  }

  text(value: unknown): string {
    return typeof value === 'string' ? value : '';
  }

  #target(reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    let found: unknown = this.root;
    for (const part of reference.slice(2).split('/')) {
      this.#step();
      const name = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      if (Array.isArray(found)) found = /^\d{1,6}$/u.test(name) ? found[Number(name)] : undefined;
      else found = isNode(found) ? own(found, name) : undefined;
    }
    return found;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps)
      throw invalid('it refers to itself so often that it cannot be read to its end.');
  }
}

function parse(text: string): unknown {
  try {
    return /^\s*\{/u.test(text)
      ? JSON.parse(text)
      : load(text, { maxDepth: deepest, maxAliases: mostAliases });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
    throw invalid(`it is neither JSON nor YAML (${why.slice(0, 200)}).`);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function invalid(why: string): AppError {
  return new AppError('OPENAPI_INVALID', `The document cannot be imported: ${why}`);
}
