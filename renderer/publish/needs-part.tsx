// What the project needs to run elsewhere, and what of it the runtime has not got yet.
import { Button, Input } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { simulatorName } from '#shared/engine/model-request.ts';
import { changeWorkspace } from '../commands/workflow-commands.ts';
import { ModelPicker } from '../models/model-picker.tsx';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { Part } from '../ui/part.tsx';
import { counted } from '../ui/counted.ts';
import { isMissing, localWords } from './publish-words.ts';
import { SecretRow } from './secret-row.tsx';

interface NeedsPartProps {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
}

export function NeedsPart({
  target,
  seen: { needs, secrets, localServices },
}: NeedsPartProps): ReactElement | null {
  const { connectors, integrations, urlPatterns, stepsWithoutModel } = needs;
  const isSimulated = needs.models.includes(simulatorName);
  const models = needs.models.filter((model) => model !== simulatorName);
  if (
    needs.models.length +
      connectors.length +
      integrations.length +
      secrets.length +
      stepsWithoutModel.length ===
    0
  )
    return null;
  return (
    <Part title="What it needs" help="Secrets go to the runtime alone, which keeps them encrypted.">
      {(stepsWithoutModel.length > 0 || isSimulated) && <ChooseModel count={stepsWithoutModel.length} />}
      {models.length > 0 && (
        <p className="publish__fact">
          <strong>Models</strong> {models.join(', ')}
        </p>
      )}
      {connectors.length > 0 && (
        <p className="publish__fact">
          <strong>Connectors</strong> {connectors.map(({ name }) => name).join(', ')}
        </p>
      )}
      {integrations.length > 0 && (
        <p className="publish__fact">
          <strong>Integrations</strong> {integrations.map(({ name }) => name).join(', ')}
        </p>
      )}
      {urlPatterns.length > 0 && (
        <p className="publish__fact">
          <strong>Addresses</strong> {urlPatterns.join(', ')}
        </p>
      )}
      {localServices.map((service) => (
        <p key={service.id} className="publish__warning">
          <IconAlertTriangle size={15} aria-hidden="true" />
          <span>
            {localWords(service)} This runtime reaches nothing of that kind, so what uses it will fail. To try
            it out, start the runtime on the same computer with <code>DIALOGRAM_ALLOW_LOCAL=1</code>.
          </span>
        </p>
      ))}
      {secrets.length > 0 && (
        <ul className="plain-list publish-secrets" aria-label="Secrets">
          {secrets.map((secret) => (
            <SecretRow key={secret.name} targetId={target.id} secret={secret} />
          ))}
        </ul>
      )}
      {secrets.some(({ name, state }) => isMissing(state) && !name.startsWith('model:')) && (
        <p className="publish__muted">
          You have none? Go on without it: what uses it fails and goes on at its error path, and nothing is
          sent to anybody. It can be entered at any time.
        </p>
      )}
    </Part>
  );
}

const pickerId = 'publish-model';

interface ChooseModelProps {
  /** Steps that ask the AI and have no model; none when the simulator answers. */
  readonly count: number;
}

function ChooseModel({ count }: ChooseModelProps): ReactElement {
  const value = useIndex((index) => index.workspace.defaultModel);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const choose = (defaultModel: string | null): void =>
    run((index) => changeWorkspace({ ...index.workspace, defaultModel }, 'Change default model'));
  return (
    <fieldset className="plain publish__model" disabled={isReadOnly}>
      <p className="publish__warning" {...(count === 0 ? {} : { role: 'alert' })}>
        <IconAlertTriangle size={15} aria-hidden="true" />
        {count === 0
          ? 'The simulator answers in place of an AI. That is good for trying it out, and not for customers.'
          : `${counted(count, 'step asks', 'steps ask')} the AI, and no model is chosen. Customers get no made-up answers: choose one.`}
      </p>
      <Input.Label htmlFor={pickerId}>Model of this project</Input.Label>
      <ModelPicker
        id={pickerId}
        value={value}
        nothing={{ label: 'None yet', detail: 'Cannot be published' }}
        hasSimulator
        onChange={choose}
      />
      {count > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => choose(simulatorName)}>
          Use the simulator, to try it without a model
        </Button>
      )}
    </fieldset>
  );
}
