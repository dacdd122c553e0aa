import { isArgsName } from '#shared/model/args-name.ts';

/** The name, or the first of `name 2`, `name 3` … that no other one has; `order_number_2` where names have no spaces. */
export function freeName(name: string, others: readonly string[]): string {
  const taken = new Set(others.map((other) => other.trim().toLowerCase()));
  const joint = isArgsName(name) && /^[a-z_]/.test(name) ? '_' : ' ';
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}${joint}${number}`;
  return free;
}
