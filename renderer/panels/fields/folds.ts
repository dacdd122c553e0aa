// Which folded items of lists are open, kept while the window is. Nested items are told apart by the items around them.
import { createContext, use, useCallback } from 'react';
import { create } from 'zustand';
import { FormContext } from './form-context.ts';

const useOpen = create<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

/** Ids of the items around, outermost first. */
export const ItemsAround = createContext('');

interface Fold {
  /** For `ItemsAround` of what is inside. */
  readonly key: string;
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

export function useFold(id: string): Fold {
  const key = useFoldKey()(id);
  const isOpen = useOpen(({ keys }) => keys.has(key));
  return { key, isOpen, setOpen: (next) => setOpen(key, next) };
}

/** The keys of items of a list. */
export function useFoldKey(): (id: string) => string {
  const { stepId } = use(FormContext);
  const around = use(ItemsAround);
  return useCallback((id) => `${around === '' ? stepId : around}/${id}`, [stepId, around]);
}

export function setOpen(key: string, isOpen: boolean): void {
  useOpen.setState(({ keys }) => {
    const next = new Set(keys);
    if (isOpen) next.add(key);
    else next.delete(key);
    return { keys: next };
  });
}
