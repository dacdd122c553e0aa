// Isolates and their contexts, made ahead of the scripts that run in them.
// Invariants: a context runs one script once; an isolate runs scripts of one realm only, one after the other, and only as long as
// nothing of the one before is still under way in it; without a realm it runs one script.
import { setFlagsFromString } from 'node:v8';
import type ivm from 'isolated-vm';
import { digest, urlParts } from './host-tools.ts';
import { connect, installer, warmUp } from './prelude.ts';

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

interface Home {
  readonly isolate: ivm.Isolate;
  readonly memoryMb: number;
  /** Whose scripts run here; undefined until the first one. */
  realm: string | undefined;
  runs: number;
  /** A context that nothing has run in. */
  spare: WarmContext | undefined;
  /** Who hears of a break-down. */
  hearing: WarmContext['hearing'] | undefined;
}

export interface WarmContext {
  readonly home: Home;
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  /** `enter` of the prelude: its name of what to do, and what that takes. */
  readonly enter: ivm.Reference;
  /** What was compiled to run in it. */
  readonly compiled: { script: ivm.Module | undefined };
  /** Who hears of this context; nobody before its run and after. */
  readonly hearing: { by: IsolateListener | undefined };
}

interface Isolates {
  /** Makes ready for the next script of this realm; without a realm: for whichever comes first. */
  prepare(realm: string, memoryMb: number): void;
  /** A context for this script; from then on its isolate is of its realm. */
  take(realm: string, memoryMb: number): WarmContext;
  /** The context is of no further use; its isolate may be, if all that ran in it has returned. */
  release(warm: WarmContext, hasReturned: boolean): void;
}

/** Each context leaves some 200 KB of garbage. To begin with an empty isolate costs less than to collect it. */
const mostRuns = 50;
const mostKept = 8;
/** What scripts left in an isolate's heap and buffers, in bytes, is not to be the next one's burden. */
const mostLeft = 12 * 2 ** 20;

export function createIsolates(addon: typeof ivm): Isolates {
  const snapshot = addon.Isolate.createSnapshot([{ code: installer }], warmUp);
  // Its hash tables were laid out with this process's own random seed, which all isolates of a process share.
  setFlagsFromString('--no-rehash-snapshot');
  const kept = new Map<string, Home>();
  let unused: Home | undefined;
  const keyOf = (realm: string, memoryMb: number): string => `${memoryMb}/${realm}`;

  function open(memoryMb: number): Home {
    const home: Home = {
      isolate: new addon.Isolate({
        memoryLimit: memoryMb,
        snapshot,
        onCatastrophicError: () => home.hearing?.by?.breakDown(),
      }),
      memoryMb,
      realm: undefined,
      runs: 0,
      spare: undefined,
      hearing: undefined,
    };
    return home;
  }

  function warm(home: Home): WarmContext {
    const { isolate } = home;
    const hearing: WarmContext['hearing'] = { by: undefined };
    const context = isolate.createContextSync();
    const enter: ivm.Reference = context.evalClosureSync(connect, hostFunctions(addon, hearing), {
      result: { reference: true },
    });
    return { home, isolate, context, enter, compiled: { script: undefined }, hearing };
  }

  /** The isolate for the next script of this realm: its own, or the one that nothing has run in. */
  function homeOf(realm: string, memoryMb: number): Home {
    const own = realm === '' ? undefined : kept.get(keyOf(realm, memoryMb));
    if (own?.isolate.isDisposed === false) return own;
    if (unused?.memoryMb !== memoryMb) {
      if (unused !== undefined) discard(unused);
      unused = open(memoryMb);
    }
    return unused;
  }

  function keep(realm: string, home: Home): void {
    const key = keyOf(realm, home.memoryMb);
    kept.delete(key);
    kept.set(key, home);
    for (const [oldest, other] of kept) {
      if (kept.size <= mostKept) return;
      kept.delete(oldest);
      other.isolate.dispose();
    }
  }

  function discard({ isolate, realm = '', memoryMb }: Home): void {
    if (kept.get(keyOf(realm, memoryMb))?.isolate === isolate) kept.delete(keyOf(realm, memoryMb));
    if (!isolate.isDisposed) isolate.dispose();
  }

  return {
    prepare(realm, memoryMb) {
      const home = homeOf(realm, memoryMb);
      home.spare ??= warm(home);
    },
    take(realm, memoryMb) {
      const home = homeOf(realm, memoryMb);
      const taken = home.spare ?? warm(home);
      home.spare = undefined;
      home.hearing = taken.hearing;
      if (home === unused) unused = undefined;
      home.realm = realm;
      return taken;
    },
    release({ home, isolate, context, enter, compiled, hearing }, hasReturned) {
      hearing.by = undefined;
      home.runs += 1;
      const { realm = '' } = home;
      if (realm === '' || !hasReturned || isolate.isDisposed || home.runs >= mostRuns) return discard(home);
      // It holds its context.
      compiled.script?.release();
      enter.release();
      context.release();
      const { used_heap_size, externally_allocated_size } = isolate.getHeapStatisticsSync();
      if (used_heap_size + externally_allocated_size > mostLeft) discard(home);
      else keep(realm, home);
    },
  };
}

function hostFunctions(addon: typeof ivm, hearing: WarmContext['hearing']): ivm.Callback[] {
  const tell = (what: string, one: unknown, two: unknown, three: unknown): void => {
    const { by } = hearing;
    if (what === 'succeed') by?.succeed(String(one));
    else if (what === 'fail') by?.fail(String(one), String(two), String(three));
    else if (what === 'log') by?.log(String(one), String(two));
    else if (what === 'wait') by?.wait(Number(one), Number(two));
    else if (what === 'request') by?.request(Number(one), String(two));
    else if (what === 'abandon') by?.abandon(Number(one));
  };
  const ask = (what: string, one: unknown, two: unknown, three: unknown, four: unknown): string => {
    if (what === 'parseUrl') return urlParts(one, two, three, four);
    if (what === 'digest') return digest(one, two);
    return what === 'random' ? (hearing.by?.random(Number(one)) ?? '') : '';
  };
  // What is told is heard a moment later; what is asked is answered while the isolate's thread waits: text for text, nothing that throws.
  return [new addon.Callback(tell, { ignored: true }), new addon.Callback(ask, { sync: true })];
}
