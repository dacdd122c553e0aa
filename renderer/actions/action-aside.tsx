// Beside the form: the action as the AI reads it, what would make it better, and which steps use it.
import { IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { Action } from '#shared/model/entities/action.ts';
import type { Problem } from '#shared/ipc/views.ts';
import { FixButtons } from '../problems/fix-buttons.tsx';
import { focusField, goTo } from '../state/go-to.ts';
import { useIndex } from '../state/project-store.ts';
import { definitionOf, titleOf } from '../state/step-kinds.ts';
import { Part } from '../ui/part.tsx';
import { StepTile } from '../ui/step-tile.tsx';
import { TryAction } from './try-action.tsx';
import { usesOfActions } from './action-uses.ts';
import { rulesOf } from './action-words.ts';

interface AsideProps {
  readonly action: Action;
  readonly problems: readonly Problem[];
}

export function ActionAside({ action, problems }: AsideProps): ReactElement {
  return (
    <div className="action-view__aside">
      <Part title="How the AI sees it">
        <AsTheAi action={action} />
      </Part>
      {problems.length > 0 && (
        <Part title="What to mend">
          <Problems actionId={action.id} problems={problems} />
        </Part>
      )}
      <Part title="Try it" help="As a conversation would do it; what is asked before is answered with yes.">
        <TryAction action={action} />
      </Part>
      <Part title="Used by">
        <Uses actionId={action.id} />
      </Part>
    </div>
  );
}

function AsTheAi({ action }: { readonly action: Action }): ReactElement {
  const { name, description, trigger, examples, inputs } = action;
  const rules = useIndex((index) => rulesOf(action, index).sentences.join(' '));
  const requests = examples.filter(({ text }) => text.trim() !== '');
  return (
    <div className="as-the-ai">
      <strong>{name}</strong>
      {description.trim() !== '' && <p>{description}</p>}
      {trigger.trim() !== '' && (
        <p>
          <em>When</em> {trigger}
        </p>
      )}
      {requests.length > 0 && (
        <p>
          <em>Such as</em> {requests.map(({ text }) => `“${text}”`).join(', ')}
        </p>
      )}
      {inputs.length > 0 && (
        <p>
          <em>It fills in</em>{' '}
          {inputs.map(({ id, name: input, isRequired }) => (
            <span key={id} className="as-the-ai__input">
              {input === '' ? '…' : input}
              {isRequired ? '' : '?'}
            </span>
          ))}
        </p>
      )}
      <p className="as-the-ai__rules">{rules === '' ? 'Offered to every customer.' : rules}</p>
    </div>
  );
}

const looks = { error: IconCircleX, warning: IconAlertTriangle, hint: IconBulb } as const;

function Problems({
  actionId,
  problems,
}: { readonly actionId: string } & Pick<AsideProps, 'problems'>): ReactElement {
  return (
    <ul className="plain-list action-problems">
      {problems.map((problem) => {
        const { code, severity, message, field } = problem;
        const SeverityIcon = looks[severity];
        return (
          <li key={`${code} ${field ?? ''}`}>
            <button type="button" onClick={() => focusField(actionId, field ?? '')}>
              <SeverityIcon size={15} aria-hidden="true" className={`severity severity--${severity}`} />
              {message}
            </button>
            <FixButtons problem={problem} />
          </li>
        );
      })}
    </ul>
  );
}

function Uses({ actionId }: { readonly actionId: string }): ReactElement {
  const index = useIndex((current) => current);
  const uses = useMemo(() => usesOfActions(index).get(actionId) ?? [], [index, actionId]);
  if (uses.length === 0) {
    return (
      <p className="part__help">
        No step yet. Tick it in a prompt, so that the AI can choose it, or add an action step to run it each
        time.
      </p>
    );
  }
  return (
    <ul className="plain-list action-uses">
      {uses.map(({ step, field }) => (
        <li key={`${step.id} ${field}`}>
          <button type="button" onClick={() => goTo({ workflowId: step.workflowId, stepId: step.id, field })}>
            <StepTile kind={definitionOf(step.kind)} size={20} />
            <span className="dg-truncate">{step.name ?? titleOf(step)}</span>
          </button>
          <span className="dg-truncate">{index.workflows.get(step.workflowId)?.name}</span>
        </li>
      ))}
    </ul>
  );
}
