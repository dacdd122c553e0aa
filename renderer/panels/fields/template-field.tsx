// A text with variables. Its editor and what renders it are loaded when the first one is shown.
import { type ReactElement, Suspense, use } from 'react';
import { usePreview } from '../../preview/preview-store.ts';
import { latePart } from '../../state/late-part.ts';
import { currentProject } from '../../state/project-store.ts';
import { type AvailableValue, availableValues } from '../values/available-values.ts';
import { knownArgs } from '../values/known-args.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { FormContext } from './form-context.ts';
import { isInItem } from './form-schema.ts';

const TemplateEditor = latePart(async () => (await import('../template/template-editor.tsx')).TemplateEditor);
const RenderedText = latePart(async () => (await import('../template/rendered-text.tsx')).RenderedText);

export function TemplateField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const { stepId, isReadOnly } = use(FormContext);
  const text = textOf(value);
  const isShort = isInItem(path);
  return (
    <>
      <Suspense fallback={<Loading text={text} isShort={isShort} />}>
        <TemplateEditor
          id={useFieldId(path)}
          label={meta.label}
          value={text}
          placeholder={meta.placeholder ?? ''}
          isReadOnly={isReadOnly}
          isShort={isShort}
          available={() => availableAt(stepId)}
          doubt={() => doubtAt(stepId)}
          onChange={(next) => onChange(next, { path, label: meta.label })}
        />
      </Suspense>
      {!isShort && (text.includes('{{') || text.includes('{%')) && (
        <Suspense fallback={null}>
          <RenderedText
            template={text}
            stepId={stepId}
            heading={meta.filledIn ?? 'What the customer reads'}
          />
        </Suspense>
      )}
    </>
  );
}

function Loading({ text, isShort }: { readonly text: string; readonly isShort: boolean }): ReactElement {
  return (
    <div
      aria-busy="true"
      className={`template-editor template-editor--loading${isShort ? ' template-editor--short' : ''}`}
    >
      {text}
    </div>
  );
}

function availableAt(stepId: string): readonly AvailableValue[] {
  const project = currentProject();
  return project === null ? [] : availableValues(project.index, stepId, usePreview.getState(), Date.now());
}

function doubtAt(stepId: string): (path: string) => string | undefined {
  const project = currentProject();
  if (project === null) return () => undefined;
  const { writers, isOpen, isUnreached } = knownArgs(project.index, stepId);
  return (path) => {
    const [root, name] = path.split('.');
    if (root !== 'args' || name === undefined || isOpen || isUnreached || writers.has(name)) return undefined;
    return `No step before this one gives “${name}”, so it is empty here.`;
  };
}
