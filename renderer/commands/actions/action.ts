// The registry of everything an author can do by a word or a key: what the command palette, the shortcuts sheet and
// the keyboard share. Features register groups of actions while they are on the screen.
// Invariant: an id stands for one action; of two actions with the same keys, the first that is possible is taken.
import { useEffect } from 'react';
import { create } from 'zustand';

export const actionGroups = ['Steps', 'Edit', 'Go to', 'View', 'Preview', 'Project', 'Help'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  /** `step.duplicate` */
  readonly id: string;
  /** In words, as on a menu: "Duplicate the selected steps". */
  readonly title: string;
  readonly group: ActionGroup;
  /** `Mod+Shift+Z`, `Alt+ArrowRight`, `A`, `?`. `Mod` is Ctrl, on a Mac Command. */
  readonly keys?: readonly string[];
  /**
   * Where its keys count: `outside-fields` (the rule) not while typing or in a dialog; `outside-editors` also in fields
   * that have no undo of their own; `canvas` only while the canvas, the outline's tree, or nothing has the focus: all that
   * acts on what is selected there.
   */
  readonly where?: 'everywhere' | 'outside-editors' | 'outside-fields' | 'canvas';
  /** The browser or the graph hears these keys itself; nothing else listens to them. */
  readonly hasOwnKeys?: boolean;
  /** Further words that it is found by. */
  readonly words?: string;
  /** Absent = always. */
  isPossible?(): boolean;
  run(): void;
}

interface Registry {
  readonly groups: ReadonlyMap<string, readonly Action[]>;
}

const useRegistry = create<Registry>(() => ({ groups: new Map() }));

/** Offers these actions while the component is on the screen. `name` is the feature's own; `actions` must be stable. */
export function useActions(name: string, actions: readonly Action[]): void {
  useEffect(() => {
    useRegistry.setState(({ groups }) => ({ groups: new Map(groups).set(name, actions) }));
    return () =>
      useRegistry.setState(({ groups }) => {
        const others = new Map(groups);
        if (others.get(name) === actions) others.delete(name);
        return { groups: others };
      });
  }, [name, actions]);
}

export const allActions = (): readonly Action[] => [...useRegistry.getState().groups.values()].flat();

export const isPossible = (action: Action): boolean => action.isPossible?.() ?? true;
