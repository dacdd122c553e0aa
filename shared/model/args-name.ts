// Names that steps put in `args`, as in `{{args.plan}}`. Written by authors, so a wrong one is a finding, not a parse error.

const argsNamePattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether `{{args.<name>}}` can be written and kept. */
export function isArgsName(name: string): boolean {
  return argsNamePattern.test(name) && !reserved.has(name);
}

/** What to tell an author whose name does not fit. */
export const argsNameAdvice =
  'Use letters, digits and "_" only, start with a letter, and write it without spaces, for example plan or order_number.';
