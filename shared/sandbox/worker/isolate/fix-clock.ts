// Makes time and chance a function of the request, so that a run can be replayed. See harden.ts for the rules
// of this folder.

/** Replaces the clock and `Math.random`; the function it returns sets both, once per run. */
export function fixClock(): (seed: string, now: number) => void {
  let now = 0;
  const apply = Reflect.apply;
  const construct = Reflect.construct;
  const RealDate = Date;
  const toText = Date.prototype.toString;

  const handler: ProxyHandler<DateConstructor> = {
    apply: () => apply(toText, new RealDate(now), []),
    construct(target, parameters: readonly unknown[], newTarget): Date {
      return construct(target, parameters.length === 0 ? [now] : parameters, newTarget);
    },
  };
  // Else the author could add traps by way of Object.prototype.
  Reflect.setPrototypeOf(handler, null);
  const FixedDate = new Proxy(RealDate, handler);
  Object.defineProperty(RealDate, 'now', { value: () => now });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: FixedDate });
  Object.defineProperty(globalThis, 'Date', { value: FixedDate });

  // Formatting without a date means now.
  const formats = Intl.DateTimeFormat.prototype;
  const readFormat = Object.getOwnPropertyDescriptor(formats, 'format')?.get;
  const formatToParts = formats.formatToParts;
  if (readFormat !== undefined) {
    Object.defineProperty(formats, 'format', {
      get(this: Intl.DateTimeFormat) {
        const format = apply(readFormat, this, []);
        return (date: unknown) => format(date === undefined ? now : date);
      },
    });
  }
  Object.defineProperty(formats, 'formatToParts', {
    value(this: Intl.DateTimeFormat, date: unknown) {
      return apply(formatToParts, this, [date === undefined ? now : date]);
    },
  });

  // sfc32, seeded by mixing the seed's characters into its four words.
  const multiply = Math.imul;
  let a = 0;
  let b = 0;
  let c = 0;
  let counter = 1;
  function random(): number {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    c |= 0;
    return (mixed >>> 0) / 4294967296;
  }
  Object.defineProperty(Math, 'random', { value: random });

  const charCodeAt = String.prototype.charCodeAt;
  return (seed, fixedNow) => {
    now = fixedNow;
    a = 0x9e3779b9;
    b = 0x243f6a88;
    c = 0xb7e15162;
    for (let index = 0; index < seed.length; index += 1) {
      const unit = apply(charCodeAt, seed, [index]);
      a = multiply(a ^ unit, 0x85ebca6b);
      b = multiply(b ^ unit, 0xc2b2ae35) ^ (a >>> 15);
      c = multiply(c ^ unit, 0x27d4eb2f) ^ (b >>> 13);
    }
    counter = seed.length + 1;
    for (let round = 0; round < 15; round += 1) random();
  };
}
