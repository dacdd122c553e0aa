// *Try it*: the action once, for any test user and with any inputs, dry or for real.
// Invariant: dry unless the author says otherwise, each time it is opened.
import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { IconBolt, IconPlayerPlay, IconShieldHalf } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ActionTrial } from '#shared/ipc/actions.ts';
import type { Action, ActionInput } from '#shared/model/entities/action.ts';
import { usePreview } from '../preview/preview-store.ts';
import { Requests } from '../preview/requests.tsx';
import { host } from '../state/host.ts';
import { flushEdits, useIndex } from '../state/project-store.ts';
import { Markdown } from '../ui/markdown.tsx';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { ValueView } from '../ui/value-view.tsx';
import { outcomeWords } from './action-words.ts';

export function TryAction({ action }: { readonly action: Action }): ReactElement {
  const testUsers = useIndex((index) => index.testUsers);
  const previewed = usePreview((preview) => preview.session?.testUser.id ?? preview.testUserId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [isLive, setLive] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [trial, setTrial] = useState<ActionTrial | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const people = [...testUsers.values()];
  const person = people.find(({ id }) => id === (chosen ?? previewed)) ?? people[0];

  const run = async (): Promise<void> => {
    setRunning(true);
    setTrouble(null);
    try {
      await flushEdits();
      const inputs = Object.fromEntries(action.inputs.map(({ id, name }) => [name, values[id] ?? '']));
      const testUser = person === undefined ? {} : { testUserId: person.id };
      setTrial(await host.invoke('preview.tryAction', { actionId: action.id, inputs, isLive, ...testUser }));
    } catch (thrown) {
      setTrial(null);
      setTrouble(AppError.from(thrown).message);
    } finally {
      setRunning(false);
    }
  };
  return (
    <form
      className="try-action"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      {people.length > 0 && (
        <Select
          size="xs"
          label="As"
          data={people.map(({ id, name, identity }) => ({ value: id, label: `${name} · ${identity}` }))}
          value={person?.id ?? null}
          onChange={setChosen}
        />
      )}
      {action.inputs.map((input) => (
        <Value
          key={input.id}
          input={input}
          value={values[input.id] ?? ''}
          onChange={(value) => setValues({ ...values, [input.id]: value })}
        />
      ))}
      <Switch
        size="xs"
        label="Send for real"
        description="What changes something outside is done, and cannot be undone here."
        checked={isLive}
        onChange={({ currentTarget: { checked } }) => setLive(checked)}
      />
      <Button
        type="submit"
        size="xs"
        variant={isLive ? 'filled' : 'default'}
        leftSection={isLive ? <IconBolt size={13} /> : <IconPlayerPlay size={13} />}
        loading={isRunning}
      >
        {isLive ? 'Do it for real' : 'Try it dry'}
      </Button>
      <div role="status" aria-label="Result of the trial" className="try-action__result">
        {trouble !== null && <p className="severity severity--error">{trouble}</p>}
        {trial !== null && <Shown trial={trial} />}
      </div>
    </form>
  );
}

interface ValueProps {
  readonly input: ActionInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Value({ input, value, onChange }: ValueProps): ReactElement {
  const { name, type, isRequired, choices } = input;
  const label = name === '' ? 'An input without a name' : name;
  const common = { size: 'xs', label, withAsterisk: isRequired } as const;
  if (type === 'choice' || type === 'boolean') {
    const options = type === 'boolean' ? ['yes', 'no'] : choices.map((choice) => choice.value);
    const data = [...new Set(options.filter((option) => option.trim() !== ''))];
    return (
      <Select
        {...common}
        data={data}
        value={value === '' ? null : value}
        clearable
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  if (type === 'list') {
    return (
      <Textarea
        {...common}
        placeholder="One in each line"
        autosize
        minRows={2}
        value={value}
        data-own-undo
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      inputMode={type === 'number' ? 'decimal' : 'text'}
      value={value}
      data-own-undo
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function Shown({ trial }: { readonly trial: ActionTrial }): ReactElement {
  const { outcome, port, result, question, isApproved, said, requests, error, durationMs } = trial;
  const { content: _, error: __, ...values } = result;
  return (
    <>
      <p className="try-action__end">
        <span className="action-mark audit-entry__outcome" data-outcome={outcome ?? 'started'}>
          {outcome === null ? 'Waits' : outcomeWords[outcome]}
        </span>
        {port !== null && <span>→ {port}</span>}
        <span>{inMilliseconds(durationMs)}</span>
      </p>
      {error !== null && <p className="severity severity--error">{error.message}</p>}
      {question !== null && (
        <section aria-label="The customer is asked" className="try-action__said">
          <h4 className="dg-heading">The customer is asked</h4>
          <div className="rendered-text__bubble">
            <Markdown text={question} />
          </div>
        </section>
      )}
      {isApproved && (
        <p className="try-action__note">
          <IconShieldHalf size={14} stroke={1.8} aria-hidden="true" />
          An operator has to allow it each time.
        </p>
      )}
      {requests.length > 0 && <TrialRequests requests={requests} />}
      {said.length > 0 && (
        <section aria-label="The customer reads" className="try-action__said">
          <h4 className="dg-heading">The customer reads</h4>
          {said.map((text, place) => (
            <div key={place} className="rendered-text__bubble">
              <Markdown text={text} />
            </div>
          ))}
        </section>
      )}
      {error === null && Object.keys(values).length > 0 && <ValueView title="Result" data={values} />}
    </>
  );
}

function TrialRequests({ requests }: Pick<ActionTrial, 'requests'>): ReactElement {
  const details = (key: string) =>
    Promise.resolve(requests.find((request) => request.key === key)?.details ?? null);
  return <Requests requests={requests} detailsOf={details} />;
}
