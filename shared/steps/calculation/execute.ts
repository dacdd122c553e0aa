import { asksTheTime, calculate } from '#shared/engine/calculation/calculate.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ expression, saveAs }, scope) {
    const { email, name, attrs } = scope.conversation.customer;
    const value = calculate(expression, {
      values: { user: { email, name, attrs }, ...scope.args },
      now: asksTheTime(expression) ? await scope.now() : 0,
      timeZone: scope.workspace.timeZone,
    });
    return { take: 'next', merge: { [saveAs]: value } };
  },
});
