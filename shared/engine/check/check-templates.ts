// Templates: syntax, variables that exist, names in `args` that an earlier step puts there.
import { analyzeTemplate, unknownVariable } from '../templates/parse-template.ts';
import { namesIn } from '../calculation/calculate.ts';
import { createArgsKnowledge } from './args-knowledge.ts';
import { type Problem, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkTemplates(project: ProjectView): Problem[] {
  const args = createArgsKnowledge(project);
  return [...project.steps.values()].flatMap(({ step, values }) =>
    values.flatMap(({ input, field, value }) => {
      if (input === 'expression' && typeof value === 'string') {
        return namesIn(value).flatMap((name) => {
          const finding = name === 'user' ? undefined : args.findingFor(step.id, ['args', name]);
          return finding === undefined ? [] : [problemOfStep(step, { ...finding, field })];
        });
      }
      if (input !== 'template' || typeof value !== 'string') return [];
      const analysis = analyzeTemplate(value);
      if (!analysis.ok) {
        const { message } = analysis;
        return [problemOfStep(step, { severity: 'error', code: 'TEMPLATE_INVALID', message, field })];
      }
      const problems = new Map<string, Problem>();
      for (const path of analysis.variables) {
        const unknown = unknownVariable(path);
        const finding =
          unknown === undefined
            ? args.findingFor(step.id, path)
            : {
                severity: unknown.isRoot ? ('error' as const) : ('warning' as const),
                code: 'VARIABLE_UNKNOWN',
                message: unknown.message,
              };
        if (finding !== undefined) problems.set(finding.message, problemOfStep(step, { ...finding, field }));
      }
      return [...problems.values()];
    }),
  );
}
