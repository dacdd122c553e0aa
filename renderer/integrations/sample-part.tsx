// An answer as it may come, as a tree from which outputs are picked; dry runs answer with it.
import { Button, JsonInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { Operation } from '#shared/model/entities/operation.ts';
import { type JsonObject, jsonSchema } from '#shared/util/json.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';
import { newId } from '../state/new-id.ts';
import { outputNameFor } from './output-name.ts';
import { TreePicker } from './tree-picker.tsx';

interface SamplePartProps {
  readonly operation: Operation;
  readonly isReadOnly: boolean;
  readonly onChange: (next: JsonObject, by: FieldChange) => void;
}

export function SamplePart({ operation, isReadOnly, onChange }: SamplePartProps): ReactElement {
  const { sample, outputs } = operation;
  const [written, setWritten] = useState<string | null>(null);
  const picked = new Set(outputs.map(({ path }) => path));
  const pick = (path: string): void => {
    if (isReadOnly) return;
    const next = picked.has(path)
      ? outputs.filter((output) => output.path !== path)
      : [...outputs, { id: newId('output'), name: outputNameFor(path, outputs), path, description: '' }];
    const edit = picked.has(path) ? `Stop keeping ${path}` : `Keep ${path}`;
    onChange({ outputs: next }, { path: 'outputs', label: 'outputs', edit });
  };
  const parsed = written === null ? undefined : parse(written);
  if (written !== null) {
    return (
      <>
        <JsonInput
          label="Sample answer"
          value={written}
          autosize
          minRows={5}
          maxRows={20}
          spellCheck={false}
          data-own-undo
          error={parsed === undefined && written.trim() !== '' ? 'This is no JSON yet.' : undefined}
          onChange={setWritten}
        />
        <div className="integrations__buttons">
          <Button
            size="xs"
            disabled={parsed === undefined}
            onClick={() => {
              onChange({ sample: parsed ?? null }, { path: 'sample', label: 'sample answer' });
              setWritten(null);
            }}
          >
            Use this sample
          </Button>
          <Button size="xs" variant="default" onClick={() => setWritten(null)}>
            Cancel
          </Button>
        </div>
      </>
    );
  }
  return (
    <div className="sample" role="group" aria-label="Sample answer">
      <p className="part__help">
        {sample === null
          ? 'There is no sample answer yet. Try the operation and keep what comes, or write one.'
          : 'A sample answer. Pick what is kept of it; previews answer with it while nothing is really sent.'}
      </p>
      {sample !== null && <TreePicker value={sample} picked={picked} onPick={pick} />}
      {!isReadOnly && (
        <div>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => setWritten(sample === null ? '' : JSON.stringify(sample, null, 2))}
          >
            {sample === null ? 'Write a sample' : 'Edit the sample'}
          </Button>
        </div>
      )}
    </div>
  );
}

function parse(text: string) {
  try {
    return jsonSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
