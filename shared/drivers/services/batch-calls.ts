// Calls of an operation that takes a list go out as one when they are made at nearly the same time.
// Invariants: only calls that differ in nothing but that list are joined; each gets its own part of the answer; a call that is
// given up takes nobody else with it, unless what it began could have been done already.
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { ServiceCall } from '../live-driver.ts';

type Request = EffectRequest<'operation.call'>;
type Response = EffectResponse<'operation.call'>;
type Perform = (request: Request, context: ServiceCall) => Promise<Response>;

interface Joined {
  readonly request: Request;
  readonly context: ServiceCall;
  readonly items: readonly Json[];
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
}

const windowMs = 25;
const mostCalls = 100;

export class BatchCalls {
  readonly #open = new Map<string, Joined[]>();

  call(
    scope: string,
    operation: Operation,
    request: Request,
    context: ServiceCall,
    perform: Perform,
  ): Promise<Response> {
    const name = operation.parameters.find(({ id }) => id === operation.batchParameterId)?.name;
    const items = name === undefined ? undefined : request.parameters[name];
    if (name === undefined || items === undefined || !isList(items)) return perform(request, context);
    const { [name]: _list, ...others } = request.parameters;
    const key = `${scope}/${canonicalJson({ ...request, timeoutMs: 0, parameters: others, cache: null })}`;
    return new Promise((resolve, reject) => {
      const waiting = this.#open.get(key) ?? [];
      waiting.push({ request, context, items, resolve, reject });
      if (waiting.length > 1 && waiting.length < mostCalls) return;
      if (waiting.length >= mostCalls) this.#open.delete(key);
      if (waiting.length > 1) return;
      this.#open.set(key, waiting);
      setTimeout(() => {
        if (this.#open.get(key) === waiting) this.#open.delete(key);
        void send(name, waiting, perform);
      }, windowMs);
    });
  }
}

async function send(name: string, joined: readonly Joined[], perform: Perform): Promise<void> {
  const live = joined.filter(({ context: { signal }, reject }) => {
    if (signal.aborted) reject(new AppError('CANCELLED', 'The request was stopped.'));
    return !signal.aborted;
  });
  const [first] = live;
  if (first === undefined) return;
  const items = live.flatMap((each) => each.items);
  const parameters: JsonObject = { ...first.request.parameters, [name]: items };
  try {
    const response = await perform({ ...first.request, parameters }, first.context);
    let from = 0;
    for (const each of live) {
      each.resolve({ ...response, outputs: partOf(response.outputs, items.length, from, each.items.length) });
      from += each.items.length;
    }
  } catch (error) {
    const others = live.slice(1);
    // The first one was given up; a read can be asked again for the others.
    if (first.context.signal.aborted && first.request.effect === 'read' && others.length > 0) {
      first.reject(error);
      await send(name, others, perform);
      return;
    }
    for (const each of live) each.reject(error);
  }
}

/** Of outputs that are as long as what was asked for, what belongs to the call. */
function partOf(outputs: JsonObject, length: number, from: number, count: number): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      isList(value) && value.length === length ? value.slice(from, from + count) : value,
    ]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
