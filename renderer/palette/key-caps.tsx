import type { ReactElement } from 'react';
import { keyCaps } from '../commands/actions/keys.ts';

/** Keys to press, as on a keyboard. */
export function KeyCaps({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="key-caps">
      {keyCaps(keys).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
