// One connector: its name, addresses, secret, a test, what happened, and where it is used.
import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Connector, SecretPlacement } from '#shared/model/entities/connector.ts';
import { limits } from '#shared/model/limits.ts';
import { goTo } from '../state/go-to.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { DeleteButton } from '../ui/delete-button.tsx';
import { Part } from '../ui/part.tsx';
import { UsesList } from '../ui/uses-list.tsx';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { changeConnector, isNameTaken, removeConnector } from './connector-commands.ts';
import { LocalAddresses } from './connector-list.tsx';
import { ConnectorTestForm } from './connector-test-form.tsx';
import { stepsWithConnector } from './connector-uses.ts';
import { LastRequests } from './last-requests.tsx';
import { PatternsEditor } from './patterns-editor.tsx';
import { openConnectors } from './screen-store.ts';
import { SecretForm } from './secret-form.tsx';
import { useConnectorStatus } from './status-store.ts';

interface Props {
  readonly connector: Connector;
}

export function ConnectorView({ connector }: Props): ReactElement {
  const { id, name } = connector;
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const isTaken = useIndex((index) => isNameTaken(index, id, name));
  const status = useConnectorStatus(({ known }) => known?.get(id));
  const at = useConnectorStatus((state) => state.at);
  const remove = (): void => {
    run((index) => {
      const command = removeConnector(index, id);
      if (command !== null)
        offerUndo(`The connector “${name}” is deleted. Its secret is kept for an undo.`, command.label);
      return command;
    });
    openConnectors(null);
  };
  return (
    <>
      <Part title="Name">
        <TextInput
          aria-label="Name"
          value={name}
          maxLength={limits.name}
          disabled={isReadOnly}
          error={isTaken ? 'Another connector has this name. Choose another one.' : undefined}
          data-first-focus
          onChange={({ currentTarget: { value } }) => {
            if (value.trim() !== '') run((index) => changeConnector(index, id, { name: value }, 'name'));
          }}
        />
      </Part>
      <Part
        title="Addresses"
        help="Code may ask for these and nothing else. “*” stands for anything in its place."
      >
        <PatternsEditor connector={connector} isReadOnly={isReadOnly} />
      </Part>
      <Part
        title="Secret"
        help="Kept encrypted on this computer. It can be replaced, and never be read again."
      >
        <Placement connector={connector} isReadOnly={isReadOnly} />
        {connector.secretPlacement.in !== 'none' && <SecretForm connector={connector} />}
      </Part>
      <Part title="Test" help="Sends one GET request, as code would.">
        <ConnectorTestForm connector={connector} />
        <LocalAddresses />
      </Part>
      <LastRequests status={status} at={at} />
      <Part title="Used by">
        <Uses connectorId={id} />
      </Part>
      {!isReadOnly && <DeleteButton what="connector" onClick={remove} />}
    </>
  );
}

const bearer: SecretPlacement = { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' };
const starts: Readonly<Record<SecretPlacement['in'], SecretPlacement>> = {
  header: bearer,
  query: { in: 'query', name: 'api_key' },
  none: { in: 'none' },
};

function Placement({
  connector: { id, secretPlacement },
  isReadOnly,
}: Props & { readonly isReadOnly: boolean }): ReactElement {
  const change = (placement: SecretPlacement): void =>
    run((index) => changeConnector(index, id, { secretPlacement: placement }, 'secret’s place'));
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Where the secret goes"
        disabled={isReadOnly}
        data={[
          { value: 'header', label: 'In a header' },
          { value: 'query', label: 'In the address’s query' },
          { value: 'none', label: 'No secret' },
        ]}
        value={secretPlacement.in}
        onChange={(value) => {
          const start = Object.values(starts).find((placement) => placement.in === value);
          if (start !== undefined) change(start);
        }}
      />
      {secretPlacement.in !== 'none' && (
        <div className="connector-part__row">
          <TextInput
            label={secretPlacement.in === 'header' ? 'Header' : 'Parameter'}
            value={secretPlacement.name}
            maxLength={200}
            spellCheck={false}
            disabled={isReadOnly}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') change({ ...secretPlacement, name: value });
            }}
          />
          {secretPlacement.in === 'header' && (
            <TextInput
              className="connector-part__wide"
              label="Value"
              value={secretPlacement.template}
              maxLength={2000}
              spellCheck={false}
              disabled={isReadOnly}
              error={
                secretPlacement.template.includes('{{secret}}')
                  ? undefined
                  : 'Write {{secret}} where it belongs.'
              }
              onChange={({ currentTarget: { value } }) => change({ ...secretPlacement, template: value })}
            />
          )}
        </div>
      )}
    </>
  );
}

function Uses({ connectorId }: { readonly connectorId: string }): ReactElement {
  const index = useIndex((current) => current);
  const steps = useMemo(() => stepsWithConnector(index, connectorId), [index, connectorId]);
  return (
    <UsesList
      none="No step yet. Open a code step and tick this connector below its code."
      uses={steps.map((step) => ({
        id: step.id,
        name: step.name ?? titleOf(step),
        where: index.workflows.get(step.workflowId)?.name,
        open: () => goTo({ workflowId: step.workflowId, stepId: step.id, field: 'connectors' }),
      }))}
    />
  );
}
