// Words that customers and manuals use for the same thing. Small on purpose: words of support and of software that mean the same in
// nearly every text. A related word counts less than half, so that it helps where the customer's own word is missing.
import { termsOf } from './terms.ts';

const groups: readonly string[] = [
  'cancel terminate unsubscribe stop abort',
  'delete remove erase drop',
  'change modify edit update alter customize',
  'create make generate build',
  'error fail failure exception crash problem issue broken',
  'install setup installation',
  'configure configuration settings options preferences config',
  'cost price pricing fee charge',
  'refund reimburse return',
  'buy purchase order',
  'pay payment billing invoice',
  'ship shipping delivery deliver send',
  'login signin authentication authenticate password credentials',
  'fast speed performance slow faster quick',
  'picture image photo',
  'folder directory',
  'disable deactivate',
  'enable activate',
  'default standard',
  'limit maximum max restrict cap',
  'ignore skip exclude omit',
  'begin start launch run execute',
  'end finish stop complete',
  'show display view print',
  'hide hidden invisible',
  'find search locate lookup',
  'convert transform translate',
  'copy duplicate clone',
  'link url address',
  'repair fix solve',
  'replace substitute swap',
  'merge combine join',
  'split divide separate',
  'wait delay timeout pause',
  'check validate verify test',
  'choose select pick',
  'allow permit support',
  'forbid block deny prevent refuse',
  'require mandatory required necessary',
  'empty blank missing',
  'duplicate repeated twice',
  'order sort sorted',
  'upgrade update migrate migration',
  'download fetch get load',
  'save store persist write',
  'parameter argument option flag',
  'function method callback handler',
  'text string',
  'list array',
  'key property field name',
  'nested deep inside',
  'space whitespace indentation',
  'colour color',
];

const related = new Map<string, Set<string>>();
for (const group of groups) {
  const terms = termsOf(group).map(({ term }) => term);
  for (const term of terms) related.set(term, new Set([...(related.get(term) ?? []), ...terms]));
}

export const relatedTerms = (term: string): Iterable<string> => related.get(term) ?? [];
