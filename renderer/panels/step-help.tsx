import type { ReactElement } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { help } from '#shared/steps/registry/help.ts';
import { Markdown } from '../ui/markdown.tsx';

export function StepHelp({ step }: { readonly step: Step }): ReactElement {
  const text = help[step.kind];
  if (text === undefined) return <p className="form__none">There is no help for this step.</p>;
  return (
    <article className="help">
      <Markdown text={text} />
    </article>
  );
}
