// *Run*: the code once, in the sandbox, with an input that the author sees and can change.
// Invariant: the input follows the last run of the step until the author writes one.
import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { jsonObjectSchema, parseJson, type JsonObject } from '#shared/util/json.ts';
import { Requests } from '../../preview/requests.tsx';
import { usePreview } from '../../preview/preview-store.ts';
import { host } from '../../state/host.ts';
import { notifyError } from '../../state/notify.ts';
import { useIndex } from '../../state/project-store.ts';
import { inMilliseconds } from '../../ui/milliseconds.ts';
import { ValueView } from '../../ui/value-view.tsx';
import { sampleScope } from '../values/available-values.ts';
import { type CodeInput, sampleInput } from './sample-input.ts';

interface TryCodeProps {
  readonly stepId: string;
  readonly code: string;
  readonly connectors: readonly string[];
}

type Outcome = ChannelResponse<'preview.tryCode'>;

export function TryCode({ stepId, code, connectors }: TryCodeProps): ReactElement {
  const session = usePreview((preview) => preview.session);
  const testUserId = usePreview((preview) => preview.testUserId);
  const index = useIndex((current) => current);
  const [openedAt] = useState(() => Date.now());
  const [isInputOpen, setInputOpen] = useState(false);
  const [written, setWritten] = useState<{ readonly args?: string; readonly context?: string }>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  const last = useLastInput(stepId);
  const sample: CodeInput =
    last ?? sampleInput(sampleScope(index, stepId, { session, testUserId }, openedAt), session);
  const args = written.args ?? JSON.stringify(sample.args, null, 2);
  const context = written.context ?? JSON.stringify(sample.context, null, 2);
  const argsRead = readObject(args);
  const contextRead = readObject(context);
  const isWritten = written.args !== undefined || written.context !== undefined;

  const run = async (): Promise<void> => {
    if (argsRead === undefined || contextRead === undefined) return;
    setRunning(true);
    setTrouble(null);
    try {
      const input = { args: argsRead, context: contextRead };
      setOutcome(await host.invoke('preview.tryCode', { code, ...input, connectors: [...connectors] }));
    } catch (thrown) {
      setOutcome(null);
      setTrouble(AppError.from(thrown).message);
    } finally {
      setRunning(false);
    }
  };

  const Chevron = isInputOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className="try-code">
      <div className="try-code__bar">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerPlay size={13} />}
          loading={isRunning}
          disabled={argsRead === undefined || contextRead === undefined}
          onClick={() => void run()}
        >
          {isWritten
            ? 'Run with this input'
            : last !== null
              ? 'Run with the last input'
              : 'Run with a sample'}
        </Button>
        <UnstyledButton
          className="rendered-text__toggle"
          aria-expanded={isInputOpen}
          onClick={() => setInputOpen(!isInputOpen)}
        >
          <Chevron size={12} stroke={2} />
          Input
        </UnstyledButton>
        {isWritten && (
          <UnstyledButton className="rendered-text__toggle" onClick={() => setWritten({})}>
            Reset
          </UnstyledButton>
        )}
      </div>
      {isInputOpen && (
        <div className="try-code__input">
          <JsonInput
            label="args"
            text={args}
            isReadable={argsRead !== undefined}
            onChange={(text) => setWritten({ ...written, args: text })}
          />
          <JsonInput
            label="context"
            text={context}
            isReadable={contextRead !== undefined}
            onChange={(text) => setWritten({ ...written, context: text })}
          />
        </div>
      )}
      <div role="status" aria-label="Result of the run">
        {trouble !== null && <p className="field__issue severity severity--error">{trouble}</p>}
        {outcome !== null && <Shown outcome={outcome} />}
      </div>
    </div>
  );
}

/** What the step was given when it last ran in the preview; null = it has not run there. */
function useLastInput(stepId: string): CodeInput | null {
  const session = usePreview((preview) => preview.session);
  const [last, setLast] = useState<{ readonly stepId: string; readonly input: CodeInput } | null>(null);
  const sessionId = session?.sessionId;
  const lastRun = session?.trace.findLast((row) => row.stepId === stepId)?.seq;
  useEffect(() => {
    if (sessionId === undefined || lastRun === undefined) return undefined;
    const asking = new AbortController();
    host
      .invoke('preview.codeInput', { sessionId, stepId }, { signal: asking.signal })
      .then(({ input }) => {
        if (!asking.signal.aborted) setLast(input === null ? null : { stepId, input });
      })
      .catch((thrown: unknown) => {
        // Then it is run with a sample, as the button says.
        if (!asking.signal.aborted) notifyError('Could not read the last input')(thrown);
      });
    return () => asking.abort();
  }, [sessionId, stepId, lastRun]);
  return lastRun !== undefined && last?.stepId === stepId ? last.input : null;
}

function Shown({ outcome }: { readonly outcome: Outcome }): ReactElement {
  const { result, console, requests, error, durationMs } = outcome;
  return (
    <div className="try-code__outcome">
      {error !== null && <p className="field__issue severity severity--error">{error.message}</p>}
      {result !== null && (
        <>
          <ValueView title="Result" data={result} />
          <p className="try-code__time">
            In {inMilliseconds(durationMs)}. Later steps can use it as {'{{args.…}}'}.
          </p>
        </>
      )}
      {requests.length > 0 && (
        <>
          <h3 className="dg-heading">Requests</h3>
          <Requests
            requests={requests}
            detailsOf={async (key) => requests.find((request) => request.key === key)?.details ?? null}
          />
        </>
      )}
      {console.length > 0 && (
        <>
          <h3 className="dg-heading">Console</h3>
          <ul className="try-code__console">
            {console.map(({ level, text }, position) => (
              <li key={position} data-level={level}>
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface JsonInputProps {
  readonly label: string;
  readonly text: string;
  readonly isReadable: boolean;
  onChange(text: string): void;
}

function JsonInput({ label, text, isReadable, onChange }: JsonInputProps): ReactElement {
  return (
    <Textarea
      label={label}
      className="try-code__json"
      value={text}
      autosize
      minRows={2}
      maxRows={10}
      spellCheck={false}
      data-own-undo
      error={isReadable ? undefined : 'Not an object in JSON: look for a missing quote, comma or bracket.'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const readObject = (text: string): JsonObject | undefined => jsonObjectSchema.safeParse(parseJson(text)).data;
