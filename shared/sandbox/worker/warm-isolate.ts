// One isolate with its context and prelude, made ahead of the script it will run, and used for one script only.
import type ivm from 'isolated-vm';
import { digest, urlParts } from './host-tools.ts';
import { prelude } from './prelude.ts';

/** What the script's side may tell the runner; all of it is hearsay. */
export interface IsolateListener {
  log(level: string, text: string): void;
  wait(timer: number, ms: number): void;
  succeed(json: string): void;
  fail(code: string, reason: string, stack: string): void;
  /** Asks for something outside; `json` is a request as text. */
  request(call: number, json: string): void;
  /** What this call asked for is no longer wanted. */
  abandon(call: number): void;
  /** So many bytes as base64, the same in each run with the same entropy. */
  random(count: number): string;
  /** The isolate broke down in a way that only the end of the process cures. */
  breakDown(): void;
}

export interface WarmIsolate {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly memoryMb: number;
  readonly begin: ivm.Reference;
  readonly start: ivm.Reference;
  readonly fire: ivm.Reference;
  readonly answer: ivm.Reference;
  /** Who hears of this isolate; nobody before its run and after. */
  readonly hearing: { by: IsolateListener | undefined };
}

export async function warmIsolate(addon: typeof ivm, memoryMb: number): Promise<WarmIsolate> {
  const hearing: WarmIsolate['hearing'] = { by: undefined };
  const isolate = new addon.Isolate({
    memoryLimit: memoryMb,
    onCatastrophicError: () => hearing.by?.breakDown(),
  });
  const context = await isolate.createContext();
  const say = [
    (level: string, text: string) => hearing.by?.log(level, text),
    (timer: number, ms: number) => hearing.by?.wait(timer, ms),
    (json: string) => hearing.by?.succeed(json),
    (code: string, reason: string, stack: string) => hearing.by?.fail(code, reason, stack),
    (call: number, json: string) => hearing.by?.request(call, json),
    (call: number) => hearing.by?.abandon(call),
  ].map((callback) => new addon.Callback(callback, { ignored: true }));
  // These answer at once, while the isolate's thread waits: text in, text out, nothing that throws.
  const ask = [
    (input: string, base: string, part: string, value: string) => urlParts(input, base, part, value),
    (count: number) => hearing.by?.random(count) ?? '',
    (algorithm: string, base64: string) => digest(algorithm, base64),
  ].map((callback) => new addon.Callback(callback, { sync: true }));
  const host = [...say, ...ask];
  const runtime: ivm.Reference = await context.evalClosure(prelude, host, { result: { reference: true } });
  const [begin, start, fire, answer] = await Promise.all([
    runtime.get('begin', { reference: true }),
    runtime.get('start', { reference: true }),
    runtime.get('fire', { reference: true }),
    runtime.get('answer', { reference: true }),
  ]);
  return { isolate, context, memoryMb, begin, start, fire, answer, hearing };
}
