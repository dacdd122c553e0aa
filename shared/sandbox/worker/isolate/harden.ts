// Runs inside the isolate before anything of the author. Every function in this folder is sent there as source
// text, so each stands alone: no imports, no names from outside, no helpers of a compiler.
// Invariants of the folder: whatever is used after the author's code has begun was captured before, and nothing
// is called that an author can replace (no methods, no iteration, no spread, no destructuring of lists). What is
// the author's own (create-late.ts) may be made and work otherwise: what an author replaces there breaks the
// author's code alone.

/** Takes away what gets around the memory limit or makes two runs differ. */
export function harden(): void {
  for (const name of ['resize', 'transfer', 'transferToFixedLength']) {
    Reflect.deleteProperty(ArrayBuffer.prototype, name);
  }

  // A resizable buffer grows outside the isolate's accounting; a plain one is counted.
  const construct = Reflect.construct;
  const Refusal = RangeError;
  const handler: ProxyHandler<ArrayBufferConstructor> = {
    construct(target, parameters: readonly unknown[], newTarget): ArrayBuffer {
      if (parameters.length > 1 && parameters[1] !== undefined) {
        throw new Refusal('Resizable buffers are not available in code steps');
      }
      return construct(target, [parameters[0]], newTarget);
    },
  };
  // Else the author could add traps by way of Object.prototype.
  Reflect.setPrototypeOf(handler, null);
  const guarded = new Proxy(ArrayBuffer, handler);
  Reflect.defineProperty(ArrayBuffer.prototype, 'constructor', { value: guarded });
  Reflect.defineProperty(globalThis, 'ArrayBuffer', { value: guarded });
}

/** Takes away what V8 adds to each new context, or looks for while it makes one from a snapshot. */
export function removeLate(): void {
  const names = ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'];
  for (const name of names) Reflect.deleteProperty(globalThis, name);
}
