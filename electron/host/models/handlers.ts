// The channels of model providers. Invariant: no answer holds a key.
import type { ChannelName, ChannelResponse } from '#shared/ipc/channels.ts';
import type { Handlers } from '../handlers/handler.ts';
import type { Vault } from '../vault/vault.ts';
import type { ModelProviders } from './model-providers.ts';

type ModelChannel = Extract<ChannelName, `model-providers.${string}`>;

export function createModelHandlers(
  models: ModelProviders,
  vault: Pick<Vault, 'protection' | 'forgetAll'>,
): Handlers<ModelChannel> {
  const list = async (): Promise<ChannelResponse<'model-providers.list'>> => ({
    providers: models.list().map((provider) => ({ ...provider, models: [...provider.models] })),
    protection: await vault.protection(),
  });
  return {
    'model-providers.list': list,
    async 'model-providers.save'(provider) {
      const id = await models.save(provider);
      return { ...(await list()), id };
    },
    'model-providers.delete'({ id }) {
      models.delete(id);
      return list();
    },
    async 'model-providers.test'({ id }, { signal }) {
      await models.test(id, signal);
      return list();
    },
    'model-providers.forgetKeys'() {
      vault.forgetAll();
      return list();
    },
  };
}
