import { ActionIcon, Button, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useId, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import {
  addOne,
  type Attributes,
  attributeTypes,
  type AttributeValue,
  changeValue,
  nameProblem,
  remove,
  rename,
  toType,
  typeOf,
} from './attributes.ts';

interface AttributesEditorProps {
  /** Whose they are, for those who cannot see: `Acme`. */
  readonly owner: string;
  readonly attributes: Attributes;
  /** `field` is what is changed, for undo. */
  onChange(attributes: Attributes, field: string): void;
}

export function AttributesEditor({ owner, attributes, onChange }: AttributesEditorProps): ReactElement {
  return (
    <div role="group" aria-label={`Attributes of ${owner}`} className="attributes">
      {Object.entries(attributes).map(([name, value], place) => (
        <AttributeRow key={place} name={name} value={value} attributes={attributes} onChange={onChange} />
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange(addOne(attributes), 'attributes')}
      >
        Add attribute
      </Button>
    </div>
  );
}

interface AttributeRowProps extends Pick<AttributesEditorProps, 'attributes' | 'onChange'> {
  readonly name: string;
  readonly value: AttributeValue;
}

function AttributeRow({ name, value, attributes, onChange }: AttributeRowProps): ReactElement {
  /** A name that cannot be taken yet; it is dropped when the field is left. */
  const [draft, setDraft] = useState<string | null>(null);
  const problemId = useId();
  const problem = draft === null ? null : nameProblem(attributes, name, draft);
  const writeName = (next: string): void => {
    const isFree = nameProblem(attributes, name, next) === null;
    setDraft(isFree ? null : next);
    if (isFree) onChange(rename(attributes, name, next), `name:${Object.keys(attributes).indexOf(name)}`);
  };
  return (
    <div className="attribute" role="group" aria-label={`Attribute ${name}`}>
      <TextInput
        className="attribute__name"
        aria-label="Attribute name"
        value={draft ?? name}
        error={problem !== null}
        {...(problem === null ? {} : { 'aria-describedby': problemId })}
        maxLength={64}
        onChange={({ currentTarget }) => writeName(currentTarget.value)}
        onBlur={() => setDraft(null)}
      />
      <Select
        className="attribute__type"
        aria-label="Type"
        data={attributeTypes}
        value={typeOf(value)}
        onChange={(type) => {
          const known = attributeTypes.find((each) => each.value === type);
          if (known === undefined) return;
          onChange(changeValue(attributes, name, toType(value, known.value, today())), 'type');
        }}
      />
      <div className="attribute__value">
        <ValueField
          value={value}
          onChange={(next) => onChange(changeValue(attributes, name, next), `value:${name}`)}
        />
      </div>
      <ActionIcon
        size={30}
        aria-label={`Remove attribute ${name}`}
        onClick={() => onChange(remove(attributes, name), 'attributes')}
      >
        <IconTrash size={15} />
      </ActionIcon>
      {problem !== null && (
        <p id={problemId} className="attribute__problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface ValueFieldProps {
  readonly value: AttributeValue;
  onChange(value: AttributeValue): void;
}

function ValueField({ value, onChange }: ValueFieldProps): ReactElement {
  switch (typeOf(value)) {
    case 'number':
      return (
        <NumberInput
          aria-label="Value"
          value={Number(value)}
          onChange={(next) => {
            if (typeof next === 'number') onChange(next);
          }}
        />
      );
    case 'boolean':
      return (
        <Switch
          aria-label="Value"
          label={value === true ? 'Yes' : 'No'}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'date':
      return (
        <TextInput
          type="date"
          aria-label="Value"
          value={String(value)}
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== '') onChange(currentTarget.value);
          }}
        />
      );
    case 'empty':
      return <span className="attribute__empty">Known to have no value</span>;
    case 'text':
      return (
        <TextInput
          aria-label="Value"
          value={String(value)}
          maxLength={limits.text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);
