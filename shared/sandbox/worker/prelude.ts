// The source text that every context has run before an author's script, put together once per runner.
import {
  consoleLevels,
  longestRequest,
  maxConsoleEntries,
  maxConsoleTextLength,
  maxConsoleTotalLength,
  maxRequests,
} from '../protocol/runner-constants.ts';
import { createAbort } from './isolate/create-abort.ts';
import { createCodecs } from './isolate/create-codecs.ts';
import { createCrypto } from './isolate/create-crypto.ts';
import { createDescriber } from './isolate/create-describer.ts';
import { createFetch } from './isolate/create-fetch.ts';
import { createLate } from './isolate/create-late.ts';
import { createResultEncoder } from './isolate/create-result-encoder.ts';
import { createText } from './isolate/create-text.ts';
import { createUrl } from './isolate/create-url.ts';
import { fixClock } from './isolate/fix-clock.ts';
import { harden, removeLate } from './isolate/harden.ts';
import { installRuntime } from './isolate/install-runtime.ts';

const numbers = JSON.stringify({
  levels: consoleLevels,
  maxEntries: maxConsoleEntries,
  maxTextLength: maxConsoleTextLength,
  maxTotalLength: maxConsoleTotalLength,
});

const fetchLimits = JSON.stringify({ mostCalls: maxRequests, longestRequest });

/** All of the prelude that needs nobody outside; it gives what takes the host's two functions and gives `enter`. */
const body = `'use strict';
let say;
let ask;
const host = {
  __proto__: null,
  log: (level, text) => say('log', level, text),
  wait: (timer, ms) => say('wait', timer, ms),
  succeed: (json) => say('succeed', json),
  fail: (code, reason, stack) => say('fail', code, reason, stack),
  request: (call, json) => say('request', call, json),
  abandon: (call) => say('abandon', call),
  parseUrl: (input, base, part, value) => ask('parseUrl', input, base, part, value),
  random: (count) => ask('random', count),
  digest: (algorithm, base64) => ask('digest', algorithm, base64),
};
(${harden.toString()})();
const begin = (${fixClock.toString()})();
const encodeResult = (${createResultEncoder.toString()})();
const describe = (${createDescriber.toString()})();
const runtime = (${installRuntime.toString()})(host, { __proto__: null, encodeResult, describe, ...${numbers} });
const declare = (${createLate.toString()})();
const codecs = declare([], ${createCodecs.toString()});
const createAbort = ${createAbort.toString()};
const createCrypto = ${createCrypto.toString()};
const createFetch = ${createFetch.toString()};
const createText = ${createText.toString()};
const createUrl = ${createUrl.toString()};
const { setTimeout } = globalThis;
declare(['TextEncoder', 'TextDecoder', 'btoa', 'atob', 'structuredClone'], () => createText(codecs()));
declare(['URL', 'URLSearchParams'], () => createUrl(host.parseUrl));
declare(['crypto'], () => createCrypto(host, codecs()));
const abort = declare(['AbortSignal', 'AbortController'], () => createAbort(setTimeout));
const fetching = declare(['Headers', 'Response', 'Request', 'fetch'], () => createFetch(host, codecs(), abort(), ${fetchLimits}));
const removeLate = ${removeLate.toString()};
const enter = (what, one, two, three) => {
  if (what === 'begin') begin(one, two);
  else if (what === 'start') runtime.start(one, two, three);
  else if (what === 'fire') runtime.fire(one);
  else fetching().answer(one, two);
};
return (tell, inquire) => {
  removeLate();
  say = tell;
  ask = inquire;
  return enter;
};`;

const name = '__connect';

/** What a snapshot of isolates is made from: each context comes with the prelude installed, and a function that connects it once. */
export const installer = `globalThis.${name} = (() => {${body}})();`;

/** Runs it for its compiled code alone: nothing else of this stays. */
export const warmUp = `{
  const none = () => '';
  const enter = ${name}(none, none);
  enter('begin', 'seed', 0);
  enter('start', { default: () => ({ items: [1, 'two', null] }) }, '{}', 1000);
  void [fetch, crypto, URL, btoa];
}`;

/**
 * The body of a closure that takes the host's functions (what it tells and what it asks, each by the name of what it is about), and
 * gives `enter`: `begin` sets seed and clock and comes first, `start` runs a module's function, `fire` a timer, `answer` takes what
 * came of a request.
 */
export const connect = `const connect = globalThis.${name};
delete globalThis.${name};
return connect($0, $1);`;
