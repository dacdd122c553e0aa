import type { ReactElement } from 'react';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: string }[];
  readonly current: Id;
  readonly onChoose: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, current, onChoose }: TabsProps<Id>): ReactElement {
  return (
    <div role="tablist" aria-label={label} className="dock__tablist">
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          className="dock__tab"
          onClick={() => onChoose(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
