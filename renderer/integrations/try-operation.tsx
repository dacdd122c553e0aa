// Tries an operation with values: shows what would be sent, or sends it.
import { Button, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { TriedOperation } from '#shared/ipc/integrations.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation, OperationParameter } from '#shared/model/entities/operation.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { inBytes } from '../ui/bytes.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { Part } from '../ui/part.tsx';
import { ValueView } from '../ui/value-view.tsx';
import { loadStatus } from './status-store.ts';

interface TryOperationProps {
  readonly operation: Operation;
  readonly integration: Integration;
  /** Keeps an answer as the sample; null = it cannot be changed. */
  readonly onSample: ((answer: Json) => void) | null;
}

export function TryOperation({ operation, integration, onSample }: TryOperationProps): ReactElement {
  const [written, setWritten] = useState<JsonObject>({});
  const [isLive, setLive] = useState(operation.effect === 'read');
  const [tried, setTried] = useState<TriedOperation | null>(null);
  const [isRunning, setRunning] = useState(false);

  const work = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setRunning(true);
    setTried(null);
    try {
      await flushEdits();
      const parameters = valuesFor(operation, written);
      setTried(await host.invoke('integrations.try', { operation, parameters, isLive }));
    } catch (thrown) {
      setTried({ request: null, answer: null, error: AppError.from(thrown).toJSON() });
    } finally {
      setRunning(false);
      void loadStatus();
    }
  };
  return (
    <Part title="Try it">
      <form
        className="integrations__form"
        aria-label="Try the operation"
        onSubmit={(event) => void work(event)}
      >
        {operation.parameters.map((parameter) => (
          <ParameterField
            key={parameter.id}
            parameter={parameter}
            value={written[parameter.name]}
            onChange={(value) => setWritten({ ...written, [parameter.name]: value })}
          />
        ))}
        <SegmentedControl
          size="xs"
          aria-label="What happens"
          data={[
            { value: 'dry', label: 'Show what would be sent' },
            { value: 'live', label: 'Really send it' },
          ]}
          value={isLive ? 'live' : 'dry'}
          onChange={(value) => setLive(value === 'live')}
        />
        {isLive && operation.effect !== 'read' && (
          <p className="severity severity--warning">This changes something at {integration.name}.</p>
        )}
        <Button type="submit" size="sm" variant="default" loading={isRunning}>
          {isLive ? 'Send' : 'Show'}
        </Button>
      </form>
      <div role="status" aria-label="Result of the try" className="try-result">
        {tried !== null && <Result tried={tried} onSample={onSample} />}
      </div>
    </Part>
  );
}

interface ResultProps extends Pick<TryOperationProps, 'onSample'> {
  readonly tried: TriedOperation;
}

function Result({ tried: { request, answer, error }, onSample }: ResultProps): ReactElement {
  return (
    <>
      {request !== null && (
        <>
          <p className="try-result__address">
            <b>{request.method}</b> {request.url}
          </p>
          {request.body !== null && <pre className="try-result__body">{request.body}</pre>}
        </>
      )}
      {error !== null && <p className="severity severity--error">{error.message}</p>}
      {answer !== null && (
        <>
          <p className={answer.status < 400 ? 'connector-test__good' : 'severity severity--error'}>
            {answer.status < 400 ? 'It works: ' : 'The server refused: '}
            status {answer.status} · {inMilliseconds(answer.durationMs)} · {inBytes(answer.bytes)}
          </p>
          <ValueView title="Kept" data={answer.outputs} />
          <ValueView title="Answer" data={{ answer: answer.body }} />
          {onSample !== null && answer.status < 400 && answer.body !== null && (
            <Button size="compact-xs" variant="subtle" onClick={() => onSample(answer.body)}>
              Keep this answer as the sample
            </Button>
          )}
        </>
      )}
    </>
  );
}

interface ParameterFieldProps {
  readonly parameter: OperationParameter;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps): ReactElement {
  const { name, type, isRequired, choices, fallback } = parameter;
  const label = isRequired ? name : `${name} (can be left out)`;
  if (type === 'boolean') {
    return (
      <Switch
        size="xs"
        label={label}
        checked={value === true || (value === undefined && fallback === true)}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
    );
  }
  if (type === 'choice') {
    return (
      <Select
        label={label}
        data={choices.map((choice) => choice.value)}
        value={typeof value === 'string' && value !== '' ? value : null}
        clearable={!isRequired}
        placeholder={typeof fallback === 'string' ? fallback : ''}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  }
  return (
    <TextInput
      label={label}
      placeholder={
        type === 'list'
          ? 'one, another'
          : typeof fallback === 'string'
            ? fallback
            : fallback === null
              ? ''
              : JSON.stringify(fallback)
      }
      value={typeof value === 'string' ? value : ''}
      spellCheck={false}
      data-own-undo
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** What is typed, by its type; what is empty is left out. */
function valuesFor({ parameters }: Operation, written: JsonObject): JsonObject {
  return Object.fromEntries(
    parameters.flatMap(({ name, type }) => {
      const value = written[name];
      if (value === undefined || value === '') return [];
      if (type === 'list' && typeof value === 'string') {
        return [[name, value.split(',').map((item) => item.trim())] as const];
      }
      return [[name, value] as const];
    }),
  );
}
