// Templates: syntax, variables that exist, names in `args` that an earlier step puts there.
import { analyzeTemplate, unknownVariable } from '../templates/parse-template.ts';
import { createArgsKnowledge } from './args-knowledge.ts';
import { type Problem, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkTemplates(project: ProjectView): Problem[] {
  const args = createArgsKnowledge(project);
  return [...project.steps.values()].flatMap(({ step, values }) =>
    values.flatMap(({ input, field, value }) => {
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
