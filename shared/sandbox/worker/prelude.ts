// The source text that every isolate runs before an author's script, put together once per runner.
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

/**
 * The body of a function whose `$0` to `$8` are the host functions in the order of `warmIsolate`. It returns `start` and `fire`
 * of `IsolateRuntime`, `answer`, which takes what came of a request, and `begin`, which sets seed and clock and comes first.
 */
export const prelude = `'use strict';
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
return { __proto__: null, begin, start: runtime.start, fire: runtime.fire, answer };`;
