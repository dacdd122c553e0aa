import type { Frame, Note } from './entities/furniture.ts';
import { shorten } from './words.ts';

/** What a note or a frame is called. */
export function furnitureTitle(furniture: Note | Frame): string {
  const [kind, words] = 'text' in furniture ? ['Note', furniture.text] : ['Frame', furniture.name];
  return words.trim() === '' ? kind : `${kind}: ${shorten(words)}`;
}
