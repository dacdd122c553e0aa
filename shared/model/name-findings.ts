// What keeps a step from putting values in `args` under the names that were written.
import { argsNameAdvice, isArgsName } from './args-name.ts';
import type { Finding } from './step-definition.ts';
import { shorten } from './words.ts';

/** Of the one name that a step saves under; `what` is saved: `The result`. */
export function saveAsFindings(name: string, what: string, field = 'saveAs'): Finding[] {
  if (isArgsName(name)) return [];
  const message = `${what} cannot be saved as “${shorten(name, 40)}”. ${argsNameAdvice}`;
  return [{ severity: 'error', code: 'NAME_INVALID', message, field }];
}

/** Of one name of a list; `before` are the names above it, and `called` is what the author sees: `Value 2`. */
export function listedNameFindings(
  name: string,
  before: ReadonlySet<string>,
  called: string,
  field: string,
): Finding[] {
  if (!isArgsName(name)) {
    const problem = name.trim() === '' ? 'has no name' : `cannot be called “${shorten(name, 40)}”`;
    return [
      { severity: 'error', code: 'NAME_INVALID', message: `${called} ${problem}. ${argsNameAdvice}`, field },
    ];
  }
  if (!before.has(name)) return [];
  const message = `“${name}” stands here twice, so only the last value counts. Remove one, or give it another name.`;
  return [{ severity: 'warning', code: 'NAME_TWICE', message, field }];
}
