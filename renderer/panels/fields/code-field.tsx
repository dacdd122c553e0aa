// Code: an editor in the panel or in a large dialog, and a way to run it. The editor is loaded when the first one is shown.
import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, Suspense, use, useState } from 'react';
import { usePreview } from '../../preview/preview-store.ts';
import { latePart } from '../../state/late-part.ts';
import { currentProject, useIndex } from '../../state/project-store.ts';
import { lacksHeader, withHeader } from '../code/code-header.ts';
import { codeTypes } from '../code/code-types.ts';
import { SnippetGallery } from '../code/snippet-gallery.tsx';
import { TryCode } from '../code/try-code.tsx';
import { availableValues } from '../values/available-values.ts';
import { idsOf } from './connectors-field.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { FormContext } from './form-context.ts';

const CodeEditor = latePart(async () => (await import('../code/code-editor.tsx')).CodeEditor);

export function CodeField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const { stepId, isReadOnly } = use(FormContext);
  const [isLarge, setLarge] = useState(false);
  const code = textOf(value);
  const step = useIndex((index) => index.steps.get(stepId));
  const connectors = idsOf(step?.settings['connectors']);
  const change = (text: string): void => onChange(text, { path, label: meta.label });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F11') return;
    event.preventDefault();
    setLarge(!isLarge);
  };

  const editor = (
    <Suspense fallback={<pre className="code-field__loading">{code}</pre>}>
      <CodeEditor
        modelId={`${stepId}-${path}`}
        label={meta.label}
        value={code}
        isReadOnly={isReadOnly}
        {...(isLarge ? {} : { maxHeight: 420 })}
        types={() => typesAt(stepId)}
        onChange={change}
      />
    </Suspense>
  );
  const header = !isReadOnly && lacksHeader(code) && (
    <Button variant="subtle" size="compact-xs" onClick={() => change(withHeader(code))}>
      Add help for context and args
    </Button>
  );
  const helper = !isReadOnly && (
    <div className="code-field__tools">
      <SnippetGallery
        code={code}
        onInsert={(next, title) =>
          onChange(next, { path, label: meta.label, edit: `Insert snippet “${title}”` })
        }
      />
      {header}
    </div>
  );
  if (isLarge) {
    return (
      <Modal
        opened
        size="min(1200px, 94vw)"
        title={meta.label}
        classNames={{ content: 'code-dialog', body: 'code-dialog__body' }}
        closeOnEscape={false}
        onClose={() => setLarge(false)}
        onKeyDown={onKeyDown}
      >
        <div className="code-dialog__editor">
          {editor}
          {helper}
        </div>
        <div className="code-dialog__side dg-scroll">
          <TryCode stepId={stepId} code={code} connectors={connectors} />
        </div>
      </Modal>
    );
  }
  return (
    <div className="code-field" role="group" aria-label={`${meta.label} and its run`} onKeyDown={onKeyDown}>
      <ActionIcon
        className="code-field__large"
        size={22}
        aria-label="Open the code in a large window"
        title="Larger (F11)"
        onClick={() => setLarge(true)}
      >
        <IconArrowsMaximize size={14} />
      </ActionIcon>
      {editor}
      {helper}
      <TryCode stepId={stepId} code={code} connectors={connectors} />
    </div>
  );
}

/** Types of `context` and `args` at this step, with what the last preview put there. */
function typesAt(stepId: string): string {
  const project = currentProject();
  if (project === null) return codeTypes([]);
  const values = availableValues(project.index, stepId, usePreview.getState(), Date.now());
  return codeTypes(
    values.flatMap(({ path, about, sample }) =>
      path.startsWith('args.') ? [{ name: path.slice('args.'.length), about, sample }] : [],
    ),
  );
}
