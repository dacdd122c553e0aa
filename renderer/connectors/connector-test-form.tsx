import { Button, TextInput } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectorTest } from '#shared/ipc/connectors.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { inBytes } from '../ui/bytes.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { loadStatus } from './status-store.ts';

/** Asks for one address and says what came of it. */
export function ConnectorTestForm({ connector }: { readonly connector: Connector }): ReactElement {
  const [written, setWritten] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<ConnectorTest | null>(null);
  const [isRunning, setRunning] = useState(false);
  const address = written ?? startAddress(connector);

  const test = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setRunning(true);
    setOutcome(null);
    try {
      await flushEdits();
      setOutcome(await host.invoke('connectors.test', { id: connector.id, url: address.trim() }));
    } catch (thrown) {
      setOutcome({ answer: null, error: AppError.from(thrown).toJSON() });
    } finally {
      setRunning(false);
      void loadStatus();
    }
  };
  return (
    <form aria-label="Test of the connector" onSubmit={(event) => void test(event)}>
      <div className="connector-part__row">
        <TextInput
          className="connector-part__wide"
          label="Address"
          value={address}
          spellCheck={false}
          data-own-undo
          onChange={({ currentTarget }) => setWritten(currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          size="sm"
          loading={isRunning}
          disabled={address.trim() === ''}
        >
          Test
        </Button>
      </div>
      <div role="status" aria-label="Result of the test" className="connector-test">
        {outcome !== null && <Outcome outcome={outcome} />}
      </div>
    </form>
  );
}

function Outcome({ outcome: { answer, error } }: { readonly outcome: ConnectorTest }): ReactElement {
  if (answer === null) return <p className="severity severity--error">{error?.message}</p>;
  const { status, statusText, durationMs, bytes } = answer;
  const isGood = status < 400;
  return (
    <p className={isGood ? 'connector-test__good' : 'severity severity--error'}>
      {isGood ? 'It works: ' : 'The server refused: '}
      status {status} {statusText} · {inMilliseconds(durationMs)} · {inBytes(bytes)}
    </p>
  );
}

/** Something that the first pattern allows. */
function startAddress({ provider, urlPatterns }: Connector): string {
  if (provider === 'stripe') {
    return (urlPatterns[0] ?? 'https://api.stripe.com/*').replace(/\*$/u, 'v1/customers?limit=1');
  }
  return (urlPatterns[0] ?? '').replaceAll('*', '');
}
