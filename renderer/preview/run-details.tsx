import type { ReactElement } from 'react';
import type { TraceRow } from '#shared/ipc/views.ts';
import { outcomeWords } from '../actions/action-words.ts';
import { FoundInTrace } from '../knowledge/found-in-trace.tsx';
import { Fact } from '../ui/fact.tsx';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { ValueView } from '../ui/value-view.tsx';
import { usePathLabel } from './path-label.ts';

/** One run of one step in full: path, duration, what models answered, error, notes, input and output. */
export function RunDetails({ row }: { readonly row: TraceRow }): ReactElement {
  const notes = row.notes.filter((note) => note !== row.error?.message);
  const path = usePathLabel(row);
  return (
    <div className="run-details">
      <dl className="run-details__facts">
        <Fact term="Path">{path ?? 'none taken'}</Fact>
        <Fact term="Duration">{row.durationMs === null ? 'running' : inMilliseconds(row.durationMs)}</Fact>
      </dl>
      {row.answers.length > 0 && <Answers answers={row.answers} />}
      {row.executed !== undefined && <Executed executed={row.executed} />}
      {row.search !== undefined && <FoundInTrace search={row.search} />}
      {row.pick !== null && <ValueView title={`Picked ${row.pick.tool}`} data={row.pick.args} />}
      {row.error !== null && (
        <div className="run-details__error" role="alert">
          <strong>{row.error.code}</strong>
          <p>{row.error.message}</p>
        </div>
      )}
      {notes.length > 0 && (
        <>
          <h3 className="dg-heading">Notes</h3>
          <ul className="run-details__notes">
            {notes.map((note, position) => (
              <li key={position}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <ValueView title="Input" data={row.input} />
      {row.output !== null && <ValueView title="Output" data={row.output} />}
    </div>
  );
}

/** What an action did. */
function Executed({ executed }: { readonly executed: NonNullable<TraceRow['executed']> }): ReactElement {
  const { name, inputs, outcome, code, requestIds, durationMs } = executed;
  return (
    <section aria-label="Action" className="answers">
      <dl className="run-details__facts">
        <Fact term="Action">{name}</Fact>
        <Fact term="Outcome">
          {outcomeWords[outcome]}
          {code !== null && ` (${code})`}
        </Fact>
        {durationMs !== null && <Fact term="Took">{inMilliseconds(durationMs)}</Fact>}
        {requestIds.length > 0 && <Fact term="Request ids">{requestIds.join(', ')}</Fact>}
      </dl>
      <ValueView title="Inputs of the action" data={inputs} />
    </section>
  );
}

/** More than one: the model was told why its answer could not be used, and asked once more. */
function Answers({ answers }: Pick<TraceRow, 'answers'>): ReactElement {
  return (
    <section aria-label="Answers of the model" className="answers">
      {answers.map(({ model, isSimulated, inputTokens, outputTokens, problem }, position) => (
        <div key={position} className="answers__one">
          {position > 0 && <p className="answers__again">Told why, and asked once more:</p>}
          <dl className="run-details__facts">
            <Fact term="Model">{isSimulated ? 'Offline simulator' : model}</Fact>
            <Fact term="Tokens in">{inputTokens.toLocaleString('en')}</Fact>
            <Fact term="Tokens out">{outputTokens.toLocaleString('en')}</Fact>
          </dl>
          {problem !== null && <p className="answers__problem">Could not be used: {problem}</p>}
        </div>
      ))}
    </section>
  );
}
