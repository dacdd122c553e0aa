// JSON as a tree whose values are picked by a click or by keys: each is a toggle, named by its path.
import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { formatPath, type PathPart } from '#shared/model/integrations/value-path.ts';
import type { Json } from '#shared/util/json.ts';

interface TreePickerProps {
  readonly value: Json;
  /** Paths. */
  readonly picked: ReadonlySet<string>;
  readonly onPick: (path: string) => void;
}

const shownEntries = 60;

export function TreePicker({ value, picked, onPick }: TreePickerProps): ReactElement {
  return (
    <div className="tree-picker" role="group" aria-label="Values of the sample">
      <Members value={value} path={[]} picked={picked} onPick={onPick} />
    </div>
  );
}

interface MembersProps extends TreePickerProps {
  readonly path: readonly PathPart[];
}

function Members({ value, path, ...rest }: MembersProps): ReactElement {
  const members = membersOf(value);
  if (members.length === 0) return <Leaf value={value} path={path} name="answer" {...rest} />;
  return (
    <ul className="plain-list">
      {members.slice(0, shownEntries).map(([part, member]) => {
        const at = [...path, part];
        const name = typeof part === 'number' ? `entry ${part + 1}` : part;
        return (
          <li key={String(part)}>
            <Leaf value={member} path={at} name={name} {...rest} />
            {membersOf(member).length > 0 && <Members value={member} path={at} {...rest} />}
          </li>
        );
      })}
    </ul>
  );
}

interface LeafProps extends MembersProps {
  readonly name: string;
}

function Leaf({ value, path, name, picked, onPick }: LeafProps): ReactElement {
  const at = formatPath(path);
  const isPicked = picked.has(at);
  return (
    <button type="button" className="tree-picker__value" aria-pressed={isPicked} onClick={() => onPick(at)}>
      {isPicked ? <IconCheck size={13} aria-hidden="true" /> : <IconPlus size={13} aria-hidden="true" />}
      <VisuallyHidden>Keep </VisuallyHidden>
      <span className="tree-picker__name">{name}</span>
      <span className="tree-picker__shown dg-truncate">{shown(value)}</span>
      {path.length > 1 && <VisuallyHidden> at {at}</VisuallyHidden>}
    </button>
  );
}

function membersOf(value: Json): readonly (readonly [PathPart, Json])[] {
  if (Array.isArray(value)) return value.map((item, position) => [position, item] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function shown(value: Json): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  if (typeof value === 'object' && value !== null) return '';
  return typeof value === 'string' ? value : String(value);
}
