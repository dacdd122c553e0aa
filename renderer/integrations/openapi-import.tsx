// Imports operations from an OpenAPI document: a file or an address, then a choice from what it has.
import { Button, Checkbox, FileButton, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactElement, type SubmitEvent, useMemo, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest } from '#shared/ipc/channels.ts';
import { longestOpenApi, type OpenApiRead } from '#shared/ipc/integrations.ts';
import { Trouble } from '../app/trouble.tsx';
import { FilterBox } from '../knowledge/filter-box.tsx';
import { host } from '../state/host.ts';
import { run } from '../state/project-store.ts';
import { Part } from '../ui/part.tsx';
import { useTask } from '../ui/use-task.ts';
import { ListCard } from '../ui/list-card.tsx';
import { addOperations } from './integration-commands.ts';
import { effectTitles } from './integration-words.ts';
import { makeIntegration, operationsFor } from './integrations-actions.ts';
import { openIntegrations } from './screen-store.ts';

interface OpenApiImportProps {
  /** The integration that gets the operations; null makes one of the document. */
  readonly into: string | null;
}

export function OpenApiImport({ into }: OpenApiImportProps): ReactElement {
  const [read, setRead] = useState<OpenApiRead | null>(null);
  const [url, setUrl] = useState('');
  const { isBusy, error, work } = useTask();
  const readFrom = (request: ChannelRequest<'integrations.readOpenApi'>): Promise<void> =>
    work(async () => setRead(await host.invoke('integrations.readOpenApi', request)));
  const readFile = (file: File | null): void => {
    if (file === null) return;
    void work(async () => {
      if (file.size > longestOpenApi) {
        throw new AppError(
          'OPENAPI_INVALID',
          'The file is larger than 10 MB. Leave out what you do not need.',
        );
      }
      setRead(await host.invoke('integrations.readOpenApi', { text: await file.text() }));
    });
  };
  const fetchIt = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (url.trim() !== '') void readFrom({ url: url.trim() });
  };
  const take = (document: OpenApiRead, keys: readonly string[]): Promise<void> =>
    work(async () => {
      const { operations } = await host.invoke('integrations.takeOperations', {
        documentId: document.documentId,
        keys: [...keys],
      });
      if (into === null) {
        const { title, service } = document;
        makeIntegration({ name: title, preset: 'custom', service, requestsPerMinute: null }, operations);
      } else {
        run(() => addOperations(operationsFor(into, operations)));
        openIntegrations({ kind: 'integration', id: into });
      }
    });
  return (
    <>
      {error !== null && <Trouble error={error} />}
      {read === null ? (
        <Part
          title="The document"
          help="OpenAPI 3.0 or 3.1, JSON or YAML, at most 10 MB. What it refers to elsewhere is not fetched."
        >
          <form className="connector-part__row" aria-label="Address of the document" onSubmit={fetchIt}>
            <TextInput
              className="connector-part__wide"
              label="Address"
              placeholder="https://api.example.com/openapi.json"
              value={url}
              spellCheck={false}
              data-own-undo
              data-first-focus
              onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            />
            <Button type="submit" size="sm" loading={isBusy} disabled={url.trim() === ''}>
              Read
            </Button>
          </form>
          <div>
            <FileButton
              accept=".json,.yaml,.yml,application/json,application/yaml"
              inputProps={{ 'aria-label': 'OpenAPI file' }}
              onChange={readFile}
            >
              {(props) => (
                <Button {...props} size="xs" variant="default" leftSection={<IconFileImport size={14} />}>
                  Choose a file
                </Button>
              )}
            </FileButton>
          </div>
        </Part>
      ) : (
        <Choice key={read.documentId} read={read} isBusy={isBusy} onTake={(keys) => void take(read, keys)} />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly read: OpenApiRead;
  readonly isBusy: boolean;
  readonly onTake: (keys: readonly string[]) => void;
}

const shownAtMost = 300;
const takenAtMost = 500;

function Choice({ read, isBusy, onTake }: ChoiceProps): ReactElement {
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const words = wanted.trim().toLowerCase();
  const found = useMemo(
    () =>
      read.operations.filter(({ name, method, path, tag, summary }) =>
        `${name} ${method} ${path} ${tag} ${summary}`.toLowerCase().includes(words),
      ),
    [read, words],
  );
  const shown = found.slice(0, shownAtMost);
  const areAllChosen = shown.length > 0 && shown.every(({ key }) => chosen.has(key));
  const toggle = (keys: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (isChosen) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  };
  const count = chosen.size === 1 ? '1 operation' : `${chosen.size} operations`;
  return (
    <>
      {read.notes.map((note) => (
        <p key={note} className="severity severity--warning">
          {note}
        </p>
      ))}
      <div className="list-tools">
        <FilterBox label="Find an operation" value={wanted} onChange={setWanted} />
        <span className="list-tools__total" role="status">
          {read.title} {read.version} · {found.length === read.operations.length ? '' : `${found.length} of `}
          {read.operations.length} operations
        </span>
        <Button
          size="sm"
          disabled={chosen.size === 0 || chosen.size > takenAtMost}
          loading={isBusy}
          onClick={() => onTake([...chosen])}
        >
          {chosen.size === 0 ? 'Import' : `Import ${count}`}
        </Button>
      </div>
      {chosen.size > takenAtMost && (
        <p className="severity severity--error">Choose at most {takenAtMost} at a time.</p>
      )}
      {found.length === 0 ? (
        <p className="list-none">No operation is like that.</p>
      ) : (
        <ListCard label="Operations of the document">
          <li className="openapi-row">
            <Checkbox
              size="xs"
              label={`All ${shown.length} that are shown`}
              checked={areAllChosen}
              onChange={({ currentTarget: { checked } }) =>
                toggle(
                  shown.map(({ key }) => key),
                  checked,
                )
              }
            />
          </li>
          {shown.map(({ key, name, method, path, effect }) => (
            <li key={key} className="openapi-row">
              <Checkbox
                size="xs"
                label={name}
                description={`${method} ${path}`}
                checked={chosen.has(key)}
                onChange={({ currentTarget: { checked } }) => toggle([key], checked)}
              />
              <span className="action-mark" data-mark={effect}>
                {effectTitles[effect]}
              </span>
            </li>
          ))}
        </ListCard>
      )}
      {found.length > shownAtMost && (
        <p className="part__help">{found.length - shownAtMost} more. Search to see them.</p>
      )}
    </>
  );
}
