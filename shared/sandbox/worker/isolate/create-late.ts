// Globals that few scripts use, made when a script first names one of them: what every context begins with costs every run.
// By then the author may have replaced built-ins; so what is made late is the author's, as create-url.ts says. See harden.ts for the
// other rules of this folder.

type Made = Readonly<Record<string, unknown>>;

/** What declares globals that `make` makes together, once; it gives what makes them for others of this folder. */
export function createLate(): (names: readonly string[], make: () => Made) => () => Made {
  const { defineProperty } = Object;

  return (names, make) => {
    let made: Made | undefined;
    const find = (): Made => (made ??= make());
    for (const name of names) {
      const get = (): unknown => find()[name];
      const set = (value: unknown): void => {
        const own = { __proto__: null, value, writable: true, configurable: true, enumerable: false };
        defineProperty(globalThis, name, own);
      };
      defineProperty(globalThis, name, { get, set, configurable: true, enumerable: false });
    }
    return find;
  };
}
