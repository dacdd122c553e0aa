// The source text that every context has run before an author's script, put together once per runner.
import {
  consoleLevels,
  longestRequest,
  maxConsoleEntries,
  maxConsoleTextLength,
  maxConsoleTotalLength,
  maxRequests,
} from '../protocol/runner-constants.ts';
import { createCodecs } from './isolate/create-codecs.ts';
import { createDescriber } from './isolate/create-describer.ts';
import { createResultEncoder } from './isolate/create-result-encoder.ts';
import { fixClock } from './isolate/fix-clock.ts';
import { harden } from './isolate/harden.ts';
import { installAbort } from './isolate/install-abort.ts';
import { installCrypto } from './isolate/install-crypto.ts';
import { installFetch } from './isolate/install-fetch.ts';
import { installRuntime } from './isolate/install-runtime.ts';
import { installText } from './isolate/install-text.ts';
import { installUrl } from './isolate/install-url.ts';

const numbers = JSON.stringify({
  levels: consoleLevels,
  maxEntries: maxConsoleEntries,
  maxTextLength: maxConsoleTextLength,
  maxTotalLength: maxConsoleTotalLength,
});

const fetchLimits = JSON.stringify({ mostCalls: maxRequests, longestRequest });

const body = `'use strict';
(${harden.toString()})();
const begin = (${fixClock.toString()})();
const encodeResult = (${createResultEncoder.toString()})();
const describe = (${createDescriber.toString()})();
const host = { __proto__: null, log: $0, wait: $1, succeed: $2, fail: $3 };
const runtime = (${installRuntime.toString()})(host, { __proto__: null, encodeResult, describe, ...${numbers} });
const codecs = (${createCodecs.toString()})();
(${installText.toString()})(codecs);
(${installUrl.toString()})($6);
(${installCrypto.toString()})({ __proto__: null, random: $7, digest: $8 }, codecs);
const abort = (${installAbort.toString()})(setTimeout);
const answer = (${installFetch.toString()})({ __proto__: null, request: $4, abandon: $5 }, codecs, abort, ${fetchLimits});
return (what, one, two, three) => {
  if (what === 'begin') begin(one, two);
  else if (what === 'start') runtime.start(one, two, three);
  else if (what === 'fire') runtime.fire(one);
  else answer(one, two);
};`;

const parameters = '$0, $1, $2, $3, $4, $5, $6, $7, $8';
const name = '__install';

/** What a snapshot of isolates is made from: each context comes with a compiled function that installs the prelude, and runs it once. */
export const installer = `globalThis.${name} = (${parameters}) => {${body}};`;

/** Runs it for its compiled code alone: nothing else of this stays. */
export const warmUp = `{
  const none = () => '';
  const enter = ${name}(none, none, none, none, none, none, none, none, none);
  enter('begin', 'seed', 0);
  enter('start', { default: () => ({ items: [1, 'two', null] }) }, '{}', 1000);
}`;

/**
 * The body of a closure that takes the host functions, in the order of `warm-isolate.ts`, and gives `enter`: `begin` sets seed and
 * clock and comes first, `start` runs a module's function, `fire` a timer, `answer` takes what came of a request.
 */
export const install = `const install = globalThis.${name};
delete globalThis.${name};
return install(${parameters});`;
