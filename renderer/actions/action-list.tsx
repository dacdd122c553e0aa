// All actions of the project: what they do, for whom, and what is wrong with them.
import { Select, UnstyledButton } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { Action, ActionType } from '#shared/model/entities/action.ts';
import { FilterBox } from '../knowledge/filter-box.tsx';
import { counted } from '../ui/counted.ts';
import { useIndex, useProject } from '../state/project-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemCount } from '../ui/problem-count.tsx';
import { ListCard } from '../ui/list-card.tsx';
import { RowWords } from '../ui/row-words.tsx';
import { ActionGallery } from './action-gallery.tsx';
import { ActionMenu } from './action-menu.tsx';
import { useActionProblems } from './action-problems.ts';
import { TypeTile, typesInOrder, typeWords } from './action-types.tsx';
import { usesOfActions } from './action-uses.ts';
import { effectWords } from './action-words.ts';
import { PermissionMark } from './permission-mark.tsx';
import { openActions } from './screen-store.ts';

export function ActionList(): ReactElement {
  const byId = useIndex((index) => index.actions);
  return byId.size === 0 ? <NoActions /> : <SomeActions byId={byId} />;
}

function SomeActions({ byId }: { readonly byId: ReadonlyMap<string, Action> }): ReactElement {
  const index = useIndex((current) => current);
  const uses = useMemo(() => usesOfActions(index), [index]);
  const [wanted, setWanted] = useState('');
  const [type, setType] = useState<ActionType | 'all'>('all');
  const words = wanted.trim().toLowerCase();
  const actions = [...byId.values()];
  const found = actions.filter(
    (action) =>
      (type === 'all' || action.type === type) &&
      `${action.name} ${action.description}`.toLowerCase().includes(words),
  );
  const types = typesInOrder.filter((one) => actions.some((action) => action.type === one));
  return (
    <>
      <div className="list-tools">
        <FilterBox label="Find an action" value={wanted} onChange={setWanted} />
        <Select
          aria-label="Type of the actions"
          className="actions__type"
          data={[
            { value: 'all', label: 'All types' },
            ...types.map((one) => ({ value: one, label: typeWords[one].title })),
          ]}
          value={type}
          onChange={(next) => setType(types.find((one) => one === next) ?? 'all')}
        />
        <span className="list-tools__total" role="status">
          {found.length === actions.length
            ? counted(actions.length, 'action')
            : `${found.length} of ${counted(actions.length, 'action')}`}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="list-none">No action is like that. Clear the box, or choose all types.</p>
      ) : (
        <ListCard label="All actions">
          {found.map((action) => (
            <Row key={action.id} action={action} uses={uses.get(action.id)?.length ?? 0} />
          ))}
        </ListCard>
      )}
    </>
  );
}

function Row({ action, uses }: { readonly action: Action; readonly uses: number }): ReactElement {
  const { id, name, description, type, effect, permission } = action;
  const problems = useActionProblems(id);
  return (
    <li className="action-row">
      <UnstyledButton
        className="action-row__open"
        aria-label={`Action ${name}`}
        onClick={() => openActions({ kind: 'action', actionId: id })}
      >
        <TypeTile type={type} size={34} />
        <RowWords name={name} facts={description.trim() === '' ? typeWords[type].purpose : description} />
        <span className="action-row__marks">
          <ProblemCount problems={problems} />
          <span className="action-mark" data-mark={effect}>
            {effectWords[effect]}
          </span>
          <PermissionMark permission={permission} />
          <span className="action-row__uses">{uses === 0 ? 'Not used yet' : counted(uses, 'use')}</span>
        </span>
      </UnstyledButton>
      <ActionMenu action={action} />
    </li>
  );
}

function NoActions(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <>
      <EmptyState
        Icon={IconBolt}
        title="Let the AI get things done"
        words="An action is one task with a name, such as checking an order. A prompt offers it to the AI, which fills in what it needs; you decide who may have it done, and whether the customer or an operator is asked first."
      />
      {!isReadOnly && <ActionGallery />}
    </>
  );
}
