import type { ReactElement } from 'react';
import { isPicture } from './picture.ts';

const tones = ['trigger', 'ai', 'message', 'logic', 'data', 'people'] as const;

interface AssistantAvatarProps {
  /** Its colour comes from here, so that a new name keeps it. */
  readonly id: string;
  readonly name: string;
  /** A picture's data URL, or an emoji; null = the initials. */
  readonly avatar: string | null;
  readonly size?: number;
}

/** An assistant's face. The name stands beside it, so it is not read out. */
export function AssistantAvatar({ id, name, avatar, size = 24 }: AssistantAvatarProps): ReactElement {
  if (avatar !== null && isPicture(avatar)) {
    return <img src={avatar} alt="" className="face" style={{ width: size, height: size }} />;
  }
  const isEmoji = avatar !== null && avatar.trim() !== '' && !avatar.startsWith('data:');
  return (
    <span
      className={`face face--${toneOf(id)}`}
      style={{ width: size, height: size, fontSize: size * (isEmoji ? 0.56 : 0.42) }}
      aria-hidden="true"
    >
      {isEmoji ? firstSign(avatar) : initialsOf(name)}
    </span>
  );
}

/** `Ada Lovelace` → `AL`. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    firstSign(word ?? ''),
  );
  return letters.join('').toUpperCase();
}

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstSign(text: string): string {
  for (const { segment } of signs.segment(text.trim())) return segment;
  return '';
}

function toneOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length] ?? tones[0];
}
