// How code uses what it may reach: connectors that are missing or for nothing, customers who are not who they say they are, values
// that an AI made up, and answers that are passed on whole.
import { tiedConnectors } from '#shared/model/connectors/tied-connectors.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import type { StepId } from '#shared/model/ids.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { codeFacts, guardName } from './code-facts.ts';
import { type Problem, problemOfStep } from './problem.ts';
import { type ProjectView, type Reach, reachableFrom } from './project-view.ts';
import { openToAnyone } from './verified-paths.ts';

export function checkCodeUse(project: ProjectView): Problem[] {
  const connectors = new Map<string, Connector>(
    project.document.connectors.map((connector) => [connector.id, connector]),
  );
  let open: Reach | undefined;
  let filledIn: readonly FilledIn[] | undefined;
  return [...project.steps.values()].flatMap(({ step, values }) => {
    const code = values.find(({ input }) => input === 'code');
    const attached = values.find(({ input }) => input === 'connectors');
    if (code === undefined || attached === undefined || typeof code.value !== 'string') return [];
    const ids = Array.isArray(attached.value) ? attached.value.filter((id) => typeof id === 'string') : [];
    const facts = codeFacts(code.value);
    const onConnectors = connectorFindings(ids, connectors, facts.usesFetch, attached.field);
    const onCode: Finding[] = [];
    const tell = (ruleCode: string, severity: Finding['severity'], message: string): void => {
      onCode.push({ severity, code: ruleCode, message, field: code.field });
    };
    if (ids.length > 0 && facts.usesFetch) {
      open ??= openToAnyone(project);
      if (!facts.isGuarded && open.has(step.id)) {
        tell(
          'CODE_NOT_VERIFIED',
          'warning',
          `Customers who are not verified can come to this code, and it reaches the outside with a connector's secret: someone could ask for another one's data. Put a branch with the case “user is verified” before it, or call ${guardName}(context) first.`,
        );
      }
      filledIn ??= filledInByAi(project);
      const names = new Set(
        filledIn.filter(({ behind }) => behind.has(step.id)).flatMap((each) => each.names),
      );
      for (const name of facts.sentUnchecked.filter((each) => names.has(each))) {
        tell(
          'CODE_ARGS_UNCHECKED',
          'warning',
          `The AI fills in “args.${name}”, and the code sends it without looking at it: a customer can talk an AI into any value. Compare it with what is known, such as context.user.attrs, or check it with an if before it is sent.`,
        );
      }
    }
    if (facts.usesFetch && facts.wholeAnswerLine !== undefined) {
      tell(
        'CODE_RETURNS_ANSWER',
        'hint',
        `Line ${facts.wholeAnswerLine} returns all that a server answered, and later steps and the AI may see it. Return only the values that are needed: return { status: data.status }.`,
      );
    }
    return [...onConnectors, ...onCode].map((finding) => problemOfStep(step, finding));
  });
}

function connectorFindings(
  ids: readonly string[],
  connectors: ReadonlyMap<string, Connector>,
  usesFetch: boolean,
  field: string,
): Finding[] {
  if (ids.some((id) => !connectors.has(id))) {
    const message =
      'A connector of this step no longer exists, so its requests are refused. Take it off, or attach another one.';
    return [{ severity: 'error', code: 'CONNECTOR_MISSING', message, field }];
  }
  if (usesFetch && ids.length === 0) {
    const message =
      'The code uses fetch, and no connector is attached, so every request is refused. Attach one.';
    return [{ severity: 'warning', code: 'CONNECTOR_NEEDED', message, field }];
  }
  if (!usesFetch && ids.length > 0) {
    const message =
      'The code never uses fetch, so the connectors of this step are for nothing. Take them off.';
    return [{ severity: 'hint', code: 'CONNECTOR_UNUSED', message, field }];
  }
  const tie = tiedConnectors(ids.flatMap((id) => connectors.get(id) ?? []));
  return tie === undefined
    ? []
    : [
        {
          severity: 'warning',
          code: 'CONNECTOR_TIE',
          message: `The connectors “${tie[0].name}” and “${tie[1].name}” allow the same addresses equally, so requests there are refused. Take one off, or make its pattern more specific.`,
          field,
        },
      ];
}

interface FilledIn {
  readonly names: readonly string[];
  readonly behind: Reach;
}

/** What each AI step writes, and the steps behind it. */
function filledInByAi(project: ProjectView): readonly FilledIn[] {
  return [...project.steps.values()].flatMap(({ definition, description, ways }) => {
    if (definition?.group !== 'ai' || description?.writes === undefined) return [];
    const behind = reachableFrom(
      project,
      ways.map(({ to }): StepId => to),
    );
    return [{ names: description.writes, behind }];
  });
}
