import { Button, Checkbox, TextInput } from '@mantine/core';
import { type ReactElement, use, useState } from 'react';
import { kindWords } from '../../knowledge/knowledge-words.ts';
import { openKnowledge } from '../../knowledge/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { idsOf } from './connectors-field.tsx';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** From so many sources on, they can be searched. */
const manySources = 9;

/** Which sources of knowledge a search is about. Those that are gone stay until they are taken off. */
export function SourcesField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const frameId = useFieldId(path);
  const { isReadOnly } = use(FormContext);
  const sources = useIndex((index) => index.knowledgeSources);
  const [wanted, setWanted] = useState('');
  const chosen = idsOf(value);
  const gone = chosen.filter((id) => !sources.has(id));
  const words = wanted.trim().toLowerCase();
  const shown = [...sources.values()].filter(({ name }) => name.toLowerCase().includes(words));
  const toggle = (id: string, name: string): void => {
    const isOn = chosen.includes(id);
    const next = isOn ? chosen.filter((other) => other !== id) : [...chosen, id];
    onChange(next, { path, label: meta.label, edit: `${isOn ? 'Take off' : 'Choose'} source ${name}` });
  };
  if (sources.size === 0 && gone.length === 0) {
    return (
      <div className="sources-field">
        <span>There are no sources yet.</span>
        <Button variant="default" size="compact-sm" onClick={() => openKnowledge({ kind: 'sources' })}>
          Open the knowledge
        </Button>
      </div>
    );
  }
  return (
    <div className="sources-field" role="group" aria-labelledby={`${frameId}-label`}>
      {sources.size >= manySources && (
        <TextInput
          size="xs"
          aria-label="Find a source"
          placeholder="Find a source…"
          value={wanted}
          data-own-undo
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      <div className="sources-field__list dg-scroll">
        {shown.map(({ id, name, kind, isEnabled }) => (
          <Checkbox
            key={id}
            size="xs"
            label={name}
            description={isEnabled ? kindWords[kind].label : `${kindWords[kind].label}, switched off`}
            checked={chosen.includes(id)}
            disabled={isReadOnly}
            onChange={() => toggle(id, name)}
          />
        ))}
        {gone.map((id) => (
          <Checkbox
            key={id}
            size="xs"
            label="A source that no longer exists"
            checked
            disabled={isReadOnly}
            onChange={() => toggle(id, 'that is gone')}
          />
        ))}
        {shown.length === 0 && gone.length === 0 && <span>No source is called like that.</span>}
      </div>
    </div>
  );
}
