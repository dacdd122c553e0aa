import { type ReactElement, useMemo } from 'react';
import { templateParts } from '../panels/values/template-words.ts';

/** What a step does, with variables as chips. */
export function SummaryText({ template }: { readonly template: string }): ReactElement {
  const parts = useMemo(() => templateParts(template), [template]);
  return (
    <div className="step-node__summary">
      {parts.map(({ text, isVariable }, place) =>
        isVariable ? (
          <span key={place} className="step-node__variable">
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </div>
  );
}
