// Keys of actions: `Mod+Shift+Z` as an author sees it, and whether a key press is it.
const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

interface Stroke {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const partsOf = (keys: string): readonly string[] => (keys === '+' ? ['+'] : keys.split('+'));

function parse(keys: string): Stroke {
  const parts = partsOf(keys);
  return {
    key: parts.at(-1) ?? '',
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
  };
}

/** Signs such as `?` may need Shift, so for them it is not looked at; digits are known by their place. */
export function isKeyPress(event: KeyPress, keys: string): boolean {
  const { key, mod, alt, shift } = parse(keys);
  if (mod !== (event.ctrlKey || event.metaKey) || alt !== event.altKey) return false;
  const isSign = /^[^\p{L}\p{N}]$/u.test(key);
  if (!isSign && shift !== event.shiftKey) return false;
  // Alt makes other letters of letters on a Mac.
  const isPlace = event.code === `Digit${key}` || (alt && event.code === `Key${key.toUpperCase()}`);
  return isPlace || event.key.toLowerCase() === key.toLowerCase();
}

/** True for keys with Ctrl, Command or Alt: they are commands wherever the focus is. */
export const hasModifier = (event: KeyPress): boolean => event.ctrlKey || event.metaKey || event.altKey;

const signs: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ContextMenu: 'Menu',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The caps to press: `['Ctrl', 'K']`. */
export const keyCaps = (keys: string): readonly string[] => partsOf(keys).map((part) => signs[part] ?? part);
