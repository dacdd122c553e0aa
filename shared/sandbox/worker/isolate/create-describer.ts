// Turns values into short text for the console and for thrown values that are no errors. See harden.ts for the
// rules of this folder.

export function createDescriber(): (value: unknown, maxLength: number) => string {
  const { apply, get } = Reflect;
  const { keys: keysOf } = Object;
  const { toString: tagOf } = Object.prototype;
  const { slice } = String.prototype;
  const { isArray } = Array;
  const { stringify: quote } = JSON;
  const toText = String;
  const maxDepth = 4;

  return (root, maxLength) => {
    let length = 0;

    function spend(text: string): string {
      const room = maxLength - length;
      const kept = text.length > room ? apply(slice, text, [0, room]) : text;
      length += kept.length;
      return kept;
    }

    function describeObject(value: object, depth: number): string {
      const tag = apply(tagOf, value, []);
      if (tag === '[object Error]')
        return spend(`${toText(get(value, 'name'))}: ${toText(get(value, 'message'))}`);
      if (tag === '[object Date]' || tag === '[object RegExp]') return spend(toText(value));
      const isList = isArray(value);
      if (depth >= maxDepth) return spend(isList ? '[…]' : '{…}');
      let text = spend(isList ? '[' : tag === '[object Object]' ? '{' : `${tag} {`);
      const keys = keysOf(value);
      for (let index = 0; index < keys.length && length < maxLength; index += 1) {
        const key = keys[index] ?? '';
        text += spend(`${index === 0 ? ' ' : ', '}${isList ? '' : `${key}: `}`);
        text += describe(get(value, key), depth + 1);
      }
      return text + spend(`${keys.length > 0 ? ' ' : ''}${isList ? ']' : '}'}`);
    }

    function describe(value: unknown, depth: number): string {
      if (typeof value === 'string') return spend(depth === 0 ? value : quote(value));
      if (typeof value === 'function') return spend('[function]');
      if (typeof value === 'bigint') return spend(`${value}n`);
      if (typeof value === 'object' && value !== null) return describeObject(value, depth);
      return spend(toText(value));
    }

    return describe(root, 0);
  };
}
