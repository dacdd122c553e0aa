// What a person calls the variables of templates and conditions: `user.name` is “customer name”.
// Invariant: pure; a name that is not known is shown as it is written.

const words: ReadonlyMap<string, string> = new Map([
  ['user.name', 'customer name'],
  ['user.email', 'customer e-mail'],
  ['user.type', 'customer type'],
  ['user.verified', 'customer is verified'],
  ['user.internalId', 'customer id'],
  ['user.externalId', 'customer number'],
  ['user.attrs', 'customer attributes'],
  ['message', 'message'],
  ['message.content', 'message text'],
  ['message.channel', 'message channel'],
  ['message.choice.value', 'picked value'],
  ['workspace.name', 'workspace name'],
  ['workspace.timeZone', 'time zone'],
  ['workspace.id', 'workspace id'],
  ['assistant.name', 'assistant name'],
  ['assistant.id', 'assistant id'],
  ['organizations', 'organizations'],
  ['search.results', 'search results'],
  ['now', 'date and time'],
  ['args.content', 'customer’s words'],
  ['args.error', 'error'],
  ['args.error.message', 'error message'],
  ['args.error.code', 'error code'],
]);

/** The words for a variable as a template writes it, such as `args.order.total`. */
export function wordsOf(path: string): string {
  const known = words.get(path);
  if (known !== undefined) return known;
  const [root = '', ...names] = path.split('.');
  if (root === 'args' && names.length > 0) return names.map(spaced).join(' › ');
  if (root === 'user' && names[0] === 'attrs') return `customer ${names.slice(1).map(spaced).join(' › ')}`;
  return path;
}

/** `order_number` and `orderNumber` read as “order number”. */
function spaced(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z\d])[A-Z](?=[a-z])/gu, (letter) => ` ${letter.toLowerCase()}`);
}

export const firstUpper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
