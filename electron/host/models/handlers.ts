// The channels of model providers. Invariant: no answer holds a key.
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { Handlers } from '../handlers/handler.ts';
import type { ModelProviders } from './model-providers.ts';

type ModelChannel = Extract<ChannelName, `model-providers.${string}`>;

export function createModelHandlers(models: ModelProviders): Handlers<ModelChannel> {
  const list = () => ({ providers: [...models.list()] });
  return {
    'model-providers.list': list,
    'model-providers.save'(provider) {
      models.save(provider);
      return list();
    },
    'model-providers.delete'({ id }) {
      models.delete(id);
      return list();
    },
    'model-providers.test': async ({ id }) => ({ models: [...(await models.test(id))] }),
  };
}
