// One connected service: how to reach it, how to sign in, what can be done there, and how it goes.
import { Button, NumberInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { demo } from '#shared/model/integration-presets/demo.ts';
import { basePattern } from '#shared/model/integrations/servers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { HttpService, Integration } from '#shared/model/entities/integration.ts';
import { run, useProject } from '../state/project-store.ts';
import { DeleteButton } from '../ui/delete-button.tsx';
import { Part } from '../ui/part.tsx';
import { AuthorizationForm } from './authorization-form.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { Health } from './health.tsx';
import { changeIntegration } from './integration-commands.ts';
import { deleteIntegration } from './integrations-actions.ts';
import { NamePart } from './name-part.tsx';
import { startDemo } from './start-demo.ts';
import { OperationList } from './operation-list.tsx';
import { Uses } from './uses.tsx';

interface HttpViewProps {
  readonly integration: Integration;
  readonly service: HttpService;
}

export function HttpView({ integration, service }: HttpViewProps): ReactElement {
  const { id, preset, requestsPerMinute } = integration;
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const change = (given: Partial<HttpService>, part: string): void =>
    run((index) => changeIntegration(index, id, { service: { ...service, ...given } }, part));
  return (
    <div className="action-view">
      <div className="action-view__form">
        <Part title="Service">
          <NamePart integration={integration} />
          <TextInput
            label="Base URL"
            description="Nothing is ever sent anywhere else than below it."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={service.baseUrl}
            maxLength={2000}
            spellCheck={false}
            disabled={isReadOnly}
            error={wrongUrl(service.baseUrl)}
            onChange={({ currentTarget: { value } }) => change({ baseUrl: value }, 'base URL')}
          />
          <div className="integrations__row">
            <NumberInput
              label="Requests per minute"
              description="Shared by all conversations. Empty: no limit."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={requestsPerMinute ?? ''}
              min={1}
              max={100_000}
              allowDecimal={false}
              disabled={isReadOnly}
              onChange={(value) => {
                const limit = typeof value === 'number' && value >= 1 ? Math.min(100_000, value) : null;
                run((index) => changeIntegration(index, id, { requestsPerMinute: limit }, 'limit'));
              }}
            />
            <TextInput
              label="Header that tells writes apart"
              description="Such as Idempotency-Key. Empty: it has none."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={service.idempotencyHeader}
              maxLength={200}
              spellCheck={false}
              disabled={isReadOnly}
              onChange={({ currentTarget: { value } }) =>
                change({ idempotencyHeader: value.trim() }, 'idempotency header')
              }
            />
          </div>
        </Part>
        {preset === demo.id && (
          <Part
            title="On this computer"
            help="A small shop to try things with: orders, calendar, tickets, discounts, mail and contacts."
          >
            <div>
              <Button size="xs" variant="default" onClick={startDemo}>
                Start the demo services
              </Button>
            </div>
          </Part>
        )}
        <Part title="Signing in" help="Keys are kept encrypted on this computer, for these servers alone.">
          <AuthorizationForm
            authorization={service.authorization}
            isReadOnly={isReadOnly}
            onChange={(authorization, part) => change({ authorization }, part)}
          />
          <ConnectionForm integration={integration} />
        </Part>
        <Part title="Operations" help="What actions may do there.">
          <OperationList integration={integration} />
        </Part>
      </div>
      <div className="action-view__aside">
        <Health integrationId={id} />
        <Part title="Used by">
          <Uses id={id} none="No action yet. Make one, and choose this integration in it." />
        </Part>
        {!isReadOnly && <DeleteButton what="integration" onClick={() => deleteIntegration(integration)} />}
      </div>
    </div>
  );
}

function wrongUrl(baseUrl: string): string | undefined {
  try {
    basePattern(baseUrl);
    return undefined;
  } catch (error) {
    return AppError.from(error).message.replace(/^.*?cannot be used: /u, 'It cannot be used: ');
  }
}
