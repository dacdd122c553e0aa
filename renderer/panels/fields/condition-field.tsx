import { type ReactElement, use } from 'react';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import { summarizeCondition } from '#shared/model/condition-summary.ts';
import { conditionControls, knownValues } from './condition-controls.tsx';
import { conditionFields, namedOperatorsOf } from './condition-fields.ts';
import { fromQuery, readCondition, toQuery } from './condition-query.ts';
import { firstUpper } from '../values/value-words.ts';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

const fields = conditionFields.map(({ name, label }) => ({ name, label }));
const combinators = ['and', 'or', 'or-not', 'and-not'].map((name) => ({ name, label: name }));

const operators = (field: string): { name: string; value: string; label: string }[] =>
  namedOperatorsOf(field).map(({ name, label }) => ({ name, value: name, label }));

/** Rows that must hold, all or any of them, in groups. */
export function ConditionField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const { stepId, isReadOnly } = use(FormContext);
  const condition = readCondition(value);
  const query = toQuery(condition);
  const shown = withoutIds(JSON.stringify(fromQuery(query)));

  const change = (next: RuleGroupType): void => {
    const changed = fromQuery(next, condition);
    // The builder also reports ids it gave to rows; that is no change of the author's.
    if (changed === undefined || withoutIds(JSON.stringify(changed)) === shown) return;
    onChange(changed, { path, label: meta.label });
  };

  return (
    <div ref={unmarkForm} className="condition" role="group" aria-labelledby={`${useFieldId(path)}-label`}>
      <p className="condition__sentence">
        {condition.rules.length === 0
          ? (meta.whenEmpty ?? 'Always. Add a condition to make it depend on something.')
          : `${firstUpper(summarizeCondition(condition))}.`}
      </p>
      <QueryBuilder
        query={query}
        context={condition}
        onQueryChange={change}
        fields={fields}
        combinators={combinators}
        getOperators={operators}
        controlElements={conditionControls}
        getDefaultField={() => knownValues(stepId)[0]?.name ?? 'user.verified'}
        addRuleToNewGroups
        resetOnFieldChange={false}
        enableMountQueryChange={false}
        disabled={isReadOnly}
      />
    </div>
  );
}

const withoutIds = (json: string): string => json.replaceAll(/"id":"[^"]*",?/g, '');

/** The builder is a form to screen readers, without a name; several of them could not be told apart. */
function unmarkForm(element: HTMLElement | null): void {
  element?.querySelector('[role="form"]')?.setAttribute('role', 'none');
}
