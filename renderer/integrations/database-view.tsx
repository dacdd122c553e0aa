// One connected database: where it is, its tables, and a query to try.
import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DatabaseService, Integration } from '#shared/model/entities/integration.ts';
import { LocalAddresses } from '../connectors/connector-list.tsx';
import { run, useProject } from '../state/project-store.ts';
import { DeleteButton } from '../ui/delete-button.tsx';
import { Part } from '../ui/part.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { Health } from './health.tsx';
import { changeIntegration } from './integration-commands.ts';
import { engineTitles } from './integration-words.ts';
import { deleteIntegration } from './integrations-actions.ts';
import { NamePart } from './name-part.tsx';
import { QueryPart } from './query-part.tsx';
import { Uses } from './uses.tsx';

interface DatabaseViewProps {
  readonly integration: Integration;
  readonly service: DatabaseService;
}

export function DatabaseView({ integration, service }: DatabaseViewProps): ReactElement {
  const { id } = integration;
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const change = (given: Partial<DatabaseService>, part: string): void =>
    run((index) => changeIntegration(index, id, { service: { ...service, ...given } }, part));
  const text = (
    name: 'path' | 'host' | 'database' | 'username',
    label: string,
    placeholder = '',
  ): ReactElement => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={service[name]}
      maxLength={name === 'path' ? 2000 : 200}
      spellCheck={false}
      disabled={isReadOnly}
      onChange={({ currentTarget: { value } }) => change({ [name]: value }, label.toLowerCase())}
    />
  );
  return (
    <div className="action-view">
      <div className="action-view__form">
        <Part title={engineTitles[service.engine]}>
          <NamePart integration={integration} />
          {service.engine === 'sqlite' ? (
            text('path', 'File', '/home/me/shop.sqlite')
          ) : (
            <>
              <div className="integrations__row">
                {text('host', 'Server', 'db.example.com')}
                <NumberInput
                  label="Port"
                  placeholder={service.engine === 'postgresql' ? '5432' : '3306'}
                  value={service.port ?? ''}
                  min={1}
                  max={65_535}
                  allowDecimal={false}
                  hideControls
                  disabled={isReadOnly}
                  onChange={(value) =>
                    change(
                      { port: typeof value === 'number' && value >= 1 && value <= 65_535 ? value : null },
                      'port',
                    )
                  }
                />
              </div>
              <div className="integrations__row">
                {text('database', 'Database')}
                {text('username', 'User')}
              </div>
              <Switch
                size="xs"
                label="Encrypted connection"
                description="Only switch it off for a server of your own network that has no TLS."
                checked={service.isEncrypted}
                disabled={isReadOnly}
                onChange={({ currentTarget: { checked } }) => change({ isEncrypted: checked }, 'encryption')}
              />
            </>
          )}
          <ConnectionForm integration={integration} />
          {service.engine !== 'sqlite' && <LocalAddresses />}
        </Part>
        <QueryPart integration={integration} />
      </div>
      <div className="action-view__aside">
        <Health integrationId={id} />
        <Part title="Used by">
          <Uses
            id={id}
            none="No action yet. Make one of the type Database query, and choose this database in it."
          />
        </Part>
        {!isReadOnly && <DeleteButton what="integration" onClick={() => deleteIntegration(integration)} />}
      </div>
    </div>
  );
}
