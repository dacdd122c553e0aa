// The operations of a service: found by words, switched on and off, opened.
import { Button, Switch, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import { PermissionMark } from '../actions/permission-mark.tsx';
import { FilterBox } from '../knowledge/filter-box.tsx';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { changeOperation, operationsOf } from './integration-commands.ts';
import { effectTitles } from './integration-words.ts';
import { makeOperation } from './integrations-actions.ts';
import { openIntegrations } from './screen-store.ts';

const searchedFrom = 6;
const shownAtMost = 200;

export function OperationList({ integration }: { readonly integration: Integration }): ReactElement {
  const index = useIndex((current) => current);
  const operations = useMemo(() => operationsOf(index, integration.id), [index, integration.id]);
  const [wanted, setWanted] = useState('');
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const words = wanted.trim().toLowerCase();
  const found = operations.filter(({ name, path, method }) =>
    `${name} ${method} ${path}`.toLowerCase().includes(words),
  );
  return (
    <>
      {operations.length >= searchedFrom && (
        <FilterBox label="Find an operation" value={wanted} onChange={setWanted} />
      )}
      {operations.length === 0 && (
        <p className="part__help">None yet. Add one by hand, or import them from an OpenAPI document.</p>
      )}
      {operations.length > 0 && found.length === 0 && (
        <p className="part__help">No operation is like that.</p>
      )}
      <ul className="plain-list operation-list" aria-label="Operations">
        {found.slice(0, shownAtMost).map((operation) => (
          <Row key={operation.id} operation={operation} isReadOnly={isReadOnly} />
        ))}
      </ul>
      {found.length > shownAtMost && (
        <p className="part__help">{found.length - shownAtMost} more. Search to see them.</p>
      )}
      {!isReadOnly && (
        <div className="integrations__buttons">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => makeOperation(integration.id)}
          >
            Add operation
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileImport size={14} />}
            onClick={() => openIntegrations({ kind: 'import', into: integration.id })}
          >
            Import operations
          </Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly operation: Operation;
  readonly isReadOnly: boolean;
}

function Row({ operation, isReadOnly }: RowProps): ReactElement {
  const { id, integrationId, name, method, path, effect, permission, isEnabled } = operation;
  return (
    <li className="operation-row" data-enabled={isEnabled}>
      <UnstyledButton
        className="operation-row__open"
        onClick={() => openIntegrations({ kind: 'operation', id, integrationId })}
      >
        <VisuallyHidden>Operation </VisuallyHidden>
        <span className="operation-row__name dg-truncate">{name}</span>
        <span className="operation-row__path dg-truncate">
          <b>{method}</b> {path}
        </span>
      </UnstyledButton>
      <span className="action-mark" data-mark={effect}>
        {effectTitles[effect]}
      </span>
      <PermissionMark permission={permission} />
      <Switch
        size="xs"
        aria-label={`${name} switched on`}
        checked={isEnabled}
        disabled={isReadOnly}
        onChange={({ currentTarget: { checked } }) =>
          run((index) =>
            changeOperation(
              index,
              { ...operation, isEnabled: checked },
              { path: 'isEnabled', label: 'switch', edit: `Switch ${name} ${checked ? 'on' : 'off'}` },
            ),
          )
        }
      />
    </li>
  );
}
