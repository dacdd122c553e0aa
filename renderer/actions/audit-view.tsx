// The audit log: every time an action was done, refused or failed in previews, newest first.
import { Button, Menu, Select, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDownload, IconHistory } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { Trouble } from '../app/trouble.tsx';
import type { AuditEntry } from '#shared/ipc/actions.ts';
import { actionOutcomes } from '#shared/ipc/views.ts';
import { counted } from '../ui/counted.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Fact } from '../ui/fact.tsx';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { timeAgo } from '../ui/time-ago.ts';
import { ValueView } from '../ui/value-view.tsx';
import { ListCard } from '../ui/list-card.tsx';
import { RowWords } from '../ui/row-words.tsx';
import { outcomeWords, reasonWords } from './action-words.ts';
import { exportAudit, exportWords, filterAudit, showMore, useAudit, useFreshAudit } from './audit-store.ts';

export function AuditView(): ReactElement {
  useFreshAudit();
  const { known, error, filter, span, at } = useAudit((state) => state);
  const isFiltered = span > 0 || Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      {error !== null && <Trouble error={error} />}
      {known === null && error === null && <p className="list-none">Being read…</p>}
      {known !== null && known.total === 0 && !isFiltered && <NothingYet />}
      {known !== null && (known.total > 0 || isFiltered) && (
        <>
          <Filters />
          {known.total === 0 ? (
            <p className="list-none">Nothing like that was done. Choose “All” above.</p>
          ) : (
            <ListCard label="Audit log">
              {known.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} now={at} />
              ))}
            </ListCard>
          )}
          {known.total > known.entries.length && (
            <Button variant="default" size="xs" className="audit__more" onClick={showMore}>
              Show more
            </Button>
          )}
        </>
      )}
    </>
  );
}

const hour = 3_600_000;
const spans = [
  { value: '0', label: 'Any time' },
  { value: String(hour), label: 'Last hour' },
  { value: String(24 * hour), label: 'Last 24 hours' },
  { value: String(7 * 24 * hour), label: 'Last 7 days' },
];

type Named = readonly { readonly id: string; readonly name: string }[];

const choices = (named: Named, all: string) => [
  { value: 'all', label: all },
  ...named.map(({ id, name }) => ({ value: id, label: name })),
];

const chosen = (value: string | null): string | undefined =>
  value === null || value === 'all' ? undefined : value;

function Filters(): ReactElement {
  const { known, filter, span } = useAudit((state) => state);
  return (
    <div className="list-tools">
      <Select
        aria-label="Action"
        className="audit__filter"
        data={choices(known?.actions ?? [], 'All actions')}
        value={filter.actionId ?? 'all'}
        data-first-focus
        onChange={(id) => filterAudit({ actionId: chosen(id) })}
      />
      <Select
        aria-label="Outcome"
        className="audit__filter"
        data={choices(
          actionOutcomes.map((id) => ({ id, name: outcomeWords[id] })),
          'All outcomes',
        )}
        value={filter.outcome ?? 'all'}
        onChange={(id) => filterAudit({ outcome: actionOutcomes.find((one) => one === id) })}
      />
      <Select
        aria-label="Who"
        className="audit__filter"
        data={choices(known?.people ?? [], 'Everybody')}
        value={filter.whoId ?? 'all'}
        onChange={(id) => filterAudit({ whoId: chosen(id) })}
      />
      <Select
        aria-label="When"
        className="audit__filter"
        data={spans}
        value={String(span)}
        onChange={(value) => filterAudit({ span: Number(value) })}
      />
      <span className="list-tools__total" role="status">
        {counted(known?.total ?? 0, 'entry', 'entries')}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconDownload size={14} />}>
            {exportWords}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void exportAudit('csv')}>{exportWords} as CSV</Menu.Item>
          <Menu.Item onClick={() => void exportAudit('json')}>{exportWords} as JSON</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Entry({ entry, now }: { readonly entry: AuditEntry; readonly now: number }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { at, name, outcome, who, durationMs, isPretended } = entry;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className="audit-entry">
      <UnstyledButton className="audit-entry__line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="action-mark audit-entry__outcome" data-outcome={outcome}>
          {outcomeWords[outcome]}
        </span>
        <RowWords name={name} facts={`for ${who.name} · ${who.identity}${isPretended ? ' · dry run' : ''}`} />
        {durationMs !== null && <span className="audit-entry__facts">{inMilliseconds(durationMs)}</span>}
        <time className="audit-entry__facts" dateTime={new Date(at).toISOString()}>
          {timeAgo(at, now)}
        </time>
        <Chevron size={14} aria-hidden="true" />
      </UnstyledButton>
      {isOpen && <Details entry={entry} />}
    </li>
  );
}

function Details({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { at, inputs, code, approval, caller, requestIds } = entry;
  return (
    <div className="audit-entry__details">
      <dl>
        <Fact term="When">{new Date(at).toLocaleString()}</Fact>
        <Fact term="Asked for by">{caller === 'tool' ? 'a prompt, whose AI chose it' : 'a step'}</Fact>
        {approval !== null && (
          <Fact term="Operator">
            {approval.decision}
            {approval.reason.trim() !== '' && `: ${approval.reason}`}
          </Fact>
        )}
        {code !== null && (
          <Fact term="Reason">
            {reasonWords[code] === undefined ? code : `${reasonWords[code]} (${code})`}
          </Fact>
        )}
        {requestIds.length > 0 && <Fact term="Requests">{requestIds.join(', ')}</Fact>}
      </dl>
      <ValueView title="Inputs" data={inputs} />
    </div>
  );
}

function NothingYet(): ReactElement {
  return (
    <EmptyState
      Icon={IconHistory}
      title="Nothing was done yet"
      words="Every time a preview does an action, is refused one, or fails at it, a line is added here: who it was for, with which values, and what came of it. What is marked sensitive is left out. Lines are kept for a year, and no undo takes one away."
    />
  );
}
