// The six types of actions in words, and their icons.
import {
  type Icon,
  IconApi,
  IconCalculator,
  IconDatabase,
  IconPlugConnected,
  IconShieldCheck,
  IconSitemap,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type ActionType, actionTypes } from '#shared/model/entities/action.ts';

interface TypeWords {
  readonly title: string;
  readonly purpose: string;
  readonly Icon: Icon;
  /** Its colours: those of a group of steps. */
  readonly group: string;
}

export const typeWords: Readonly<Record<ActionType, TypeWords>> = {
  integration: {
    title: 'Integration',
    purpose: 'One operation of a connected service, such as a shop or a help desk.',
    Icon: IconPlugConnected,
    group: 'data',
  },
  'api-call': {
    title: 'API call',
    purpose: 'A request to an address that you write yourself.',
    Icon: IconApi,
    group: 'message',
  },
  'database-query': {
    title: 'Database query',
    purpose: 'Rows of a SQLite, PostgreSQL or MySQL database.',
    Icon: IconDatabase,
    group: 'trigger',
  },
  calculation: {
    title: 'Calculation',
    purpose: 'Math, dates, units and tables, without asking anybody.',
    Icon: IconCalculator,
    group: 'logic',
  },
  validation: {
    title: 'Validation',
    purpose: 'Whether a value is right: an e-mail address, a date, an IBAN.',
    Icon: IconShieldCheck,
    group: 'people',
  },
  workflow: {
    title: 'Workflow',
    purpose: 'Steps of a workflow of this project, from its inputs to its outputs.',
    Icon: IconSitemap,
    group: 'ai',
  },
};

/** As they are offered: what is needed most comes first. */
export const typesInOrder: readonly ActionType[] = [
  'integration',
  ...actionTypes.filter((type) => type !== 'integration'),
];

interface TileProps {
  readonly Icon: Icon;
  readonly group: string;
  readonly size?: number;
}

export function Tile({ Icon: TileIcon, group, size = 32 }: TileProps): ReactElement {
  return (
    <span
      className={`step-tile step-tile--${group}`}
      style={{ width: size, height: size, borderRadius: size > 24 ? 9 : 6 }}
      aria-hidden="true"
    >
      <TileIcon size={size * 0.56} stroke={1.8} />
    </span>
  );
}

export function TypeTile({
  type,
  size = 32,
}: {
  readonly type: ActionType;
  readonly size?: number;
}): ReactElement {
  const { Icon: TypeIcon, group } = typeWords[type];
  return <Tile Icon={TypeIcon} group={group} size={size} />;
}
