// What the fields of one form share: whose settings they are, and what is wrong with which of them.
import { createContext, use, useMemo } from 'react';

export interface FormContextValue {
  readonly stepId: string;
  readonly workflowId: string;
  readonly isReadOnly: boolean;
  /** By path, such as `options.0.label`. */
  readonly issues: ReadonlyMap<string, readonly FieldIssue[]>;
}

export interface FieldIssue {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
}

export const FormContext = createContext<FormContextValue>({
  stepId: '',
  workflowId: '',
  isReadOnly: false,
  issues: new Map(),
});

const noIssues: readonly FieldIssue[] = [];

export function useFieldIssues(path: string): readonly FieldIssue[] {
  return use(FormContext).issues.get(path) ?? noIssues;
}

/** What is wrong with anything inside a part of the settings. */
export function useIssuesWithin(path: string): readonly FieldIssue[] {
  const { issues } = use(FormContext);
  return useMemo(
    () => [...issues].flatMap(([field, found]) => (`${field}.`.startsWith(`${path}.`) ? found : [])),
    [issues, path],
  );
}

/** The same form, in which a part is not judged yet. */
export function withoutIssuesIn(form: FormContextValue, path: string): FormContextValue {
  const issues = [...form.issues].filter(([field]) => !`${field}.`.startsWith(`${path}.`));
  return { ...form, issues: new Map(issues) };
}
