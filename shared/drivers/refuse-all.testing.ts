// Handlers for drivers of tests and benchmarks, which give only the effects that they are about.
import type { EffectHandlers } from './create-driver.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('Nothing outside is there.'));

export const refuseAll: EffectHandlers = {
  'clock.now': refuse,
  'code.run': refuse,
  'http.request': refuse,
  'knowledge.search': refuse,
  'model.generate': refuse,
  'operation.call': refuse,
  'service.request': refuse,
  'sql.query': refuse,
};
