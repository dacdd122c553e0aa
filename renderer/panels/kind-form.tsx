// The form of a kind's settings: its own panel where it has one, else the one that is made from its schema.
import { type ComponentType, type ReactElement, Suspense } from 'react';
import type { PanelProps } from '#shared/steps/kit/step-views.ts';
import { views } from '#shared/steps/registry/views.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { latePart } from '../state/late-part.ts';
import { useIndex } from '../state/project-store.ts';
import { type KindDefinition, namesOf } from '../state/step-kinds.ts';
import type { FieldChange } from './fields/field-props.ts';
import { fieldsOf } from '#shared/model/form-fields.ts';
import { SchemaForm } from './fields/schema-form.tsx';

const ownPanels: ReadonlyMap<string, ComponentType<PanelProps>> = new Map(
  Object.entries(views).flatMap(([kind, { panel }]) =>
    panel === undefined ? [] : [[kind, latePart(panel)]],
  ),
);

interface KindFormProps {
  readonly definition: KindDefinition;
  readonly settings: JsonObject;
  /** Of the settings in what they belong to; empty for a step. */
  readonly path: string;
  onChange(settings: JsonObject, change: FieldChange): void;
}

export function KindForm({ definition, settings, path, onChange }: KindFormProps): ReactElement {
  const names = namesOf(useIndex((index) => index));
  const OwnPanel = ownPanels.get(definition.kind);
  if (OwnPanel !== undefined) {
    return (
      <Suspense fallback={null}>
        <OwnPanel
          settings={settings}
          names={names}
          onChange={(next) => onChange(next, { path: path === '' ? 'settings' : path, label: 'settings' })}
        />
      </Suspense>
    );
  }
  if (fieldsOf(definition.settings).length === 0) {
    return <p className="form__none">{definition.purpose} There is nothing to set.</p>;
  }
  return <SchemaForm schema={definition.settings} value={settings} path={path} onChange={onChange} />;
}
