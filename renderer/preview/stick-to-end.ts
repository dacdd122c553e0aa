import { type RefObject, useEffect, useRef } from 'react';

/** From how far above its end a list still follows what is added, px. */
const reach = 60;

interface StickToEnd {
  readonly list: RefObject<HTMLDivElement | null>;
  onScroll(): void;
}

/**
 * Keeps a list at its end while things are added, or while it gets less room, unless the reader went up in it. A change of `own`
 * always leads there.
 */
export function useStickToEnd(content: unknown, own: unknown): StickToEnd {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    isAtEnd.current = true;
  }, [own]);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const follow = (): void => {
      if (isAtEnd.current) current.scrollTop = current.scrollHeight;
    };
    follow();
    const room = new ResizeObserver(follow);
    room.observe(current);
    return () => room.disconnect();
  }, [content, own]);
  const onScroll = (): void => {
    const { current } = list;
    if (current === null) return;
    isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < reach;
  };
  return { list, onScroll };
}
