// JSON as names and values: nested ones fold, everything can be copied.
import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Json, JsonObject } from '#shared/util/json.ts';

interface ValueViewProps {
  readonly title: string;
  readonly data: JsonObject;
}

export function ValueView({ title, data }: ValueViewProps): ReactElement {
  const names = Object.keys(data);
  return (
    <section className="value-view" aria-label={title}>
      <header className="value-view__head">
        <h3 className="dg-heading">{title}</h3>
        {names.length > 0 && (
          <CopyButton value={JSON.stringify(data, null, 2)}>
            {({ copied, copy }) => (
              <ActionIcon size={20} aria-label={copied ? 'Copied' : 'Copy as JSON'} onClick={copy}>
                {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              </ActionIcon>
            )}
          </CopyButton>
        )}
      </header>
      {names.length === 0 ? (
        <p className="value-view__none">Nothing</p>
      ) : (
        <div className="value-view__list">
          {names.map((name) => (
            <Row key={name} name={name} value={data[name] ?? null} depth={0} />
          ))}
        </div>
      )}
    </section>
  );
}

/** Below this, parts are folded at first. */
const openDepth = 1;
const shownEntries = 100;

interface RowProps {
  readonly name: string;
  readonly value: Json;
  readonly depth: number;
}

function Row({ name, value, depth }: RowProps): ReactElement {
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="value-view__row">
        <span className="value-view__name">{name}</span>
        <Plain value={value} />
      </div>
    );
  }
  const entries: readonly (readonly [string, Json])[] = isList(value)
    ? value.map((item, position) => [String(position + 1), item])
    : Object.entries(value);
  const size = isList(value) ? 'entries' : 'values';
  if (entries.length === 0) {
    return (
      <div className="value-view__row">
        <span className="value-view__name">{name}</span>
        <span className="value-view__empty">{isList(value) ? 'an empty list' : 'no values'}</span>
      </div>
    );
  }
  return (
    <details className="value-view__part" open={depth < openDepth && entries.length <= 10}>
      <summary>
        <span className="value-view__name">{name}</span>
        <span className="value-view__empty">
          {entries.length === 1 ? `1 ${size === 'entries' ? 'entry' : 'value'}` : `${entries.length} ${size}`}
        </span>
      </summary>
      {entries.slice(0, shownEntries).map(([key, item]) => (
        <Row key={key} name={key} value={item} depth={depth + 1} />
      ))}
      {entries.length > shownEntries && (
        <p className="value-view__none">{entries.length - shownEntries} more; copy to see them.</p>
      )}
    </details>
  );
}

function Plain({ value }: { readonly value: string | number | boolean | null }): ReactElement {
  if (value === null) return <span className="value-view__empty">empty</span>;
  if (value === '') return <span className="value-view__empty">an empty text</span>;
  if (typeof value === 'boolean') return <span className="value-view__fact">{value ? 'yes' : 'no'}</span>;
  if (typeof value === 'number') return <span className="value-view__number">{value}</span>;
  return <span className="value-view__text">{value}</span>;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
