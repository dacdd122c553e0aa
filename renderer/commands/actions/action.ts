// The registry of everything an author can do: what the command palette, the shortcuts sheet, the keyboard, buttons and
// menus share, so that they agree on its words, its keys and when it is possible. Features register groups of actions
// while they are on the screen; buttons and menu items show one with `ActionButton` and `ActionItem`.
// Invariant: an id stands for one action; of two actions with the same keys, the first that is possible is taken.
import { useEffect } from 'react';
import { create } from 'zustand';

export const actionGroups = ['Steps', 'Edit', 'Go to', 'View', 'Preview', 'Project', 'Help'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  /** `step.duplicate` */
  readonly id: string;
  /** In words, as on a menu: "Duplicate". A getter where they change: "Show outline", "Hide outline". */
  readonly title: string;
  /** What it would do right now, beside its title: what "Undo" takes back. */
  readonly detail?: string | null;
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

/** Told when actions come and go. Returns what ends it. */
export const onActionsChange = (listener: () => void): (() => void) => useRegistry.subscribe(listener);

export const allActions = (): readonly Action[] => [...useRegistry.getState().groups.values()].flat();

export const isPossible = (action: Action): boolean => action.isPossible?.() ?? true;
