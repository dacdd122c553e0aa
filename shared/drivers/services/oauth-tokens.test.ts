import { expect, it } from 'vitest';
import type { OAuth } from '#shared/model/entities/integration.ts';
import { startOAuthServer, type OAuthServer } from '#tests/helpers/oauth-server.ts';
import { answerJson, startWebServer } from '#tests/helpers/web-server.ts';
import { calling, openTestServices, type TestServices } from './service-access.testing.ts';

async function api(grant: OAuth['grant']) {
  const oauth = await startOAuthServer();
  const server = await startWebServer(({ headers }, response) =>
    answerJson(response, oauth.isGood(headers.authorization) ? 200 : 401, {}),
  );
  const test = openTestServices({
    service: {
      kind: 'http',
      baseUrl: server.url,
      authorization: {
        kind: 'oauth2',
        grant,
        authorizationUrl: `${oauth.url}/authorize`,
        tokenUrl: `${oauth.url}/token`,
        revocationUrl: `${oauth.url}/revoke`,
        clientId: oauth.clientId,
        scopes: ['orders.read'],
      },
    },
    secret: oauth.clientSecret,
    operations: [{}],
  });
  return {
    oauth,
    server,
    test,
    ask: () =>
      test.driver.callOperation(
        {
          integrationId: 'shop',
          operationId: 'op',
          parameters: {},
          effect: 'read',
          timeoutMs: 5000,
          cache: null,
        },
        calling(),
      ),
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await oauth[Symbol.asyncDispose]();
    },
  };
}

function settingsOf({ integration: { service } }: TestServices): OAuth {
  if (service.kind === 'http' && service.authorization.kind === 'oauth2') return service.authorization;
  throw new Error('This is no OAuth 2.');
}

/** As a browser would: opens the address and follows to the redirect. */
async function signIn({
  test,
  oauth,
}: {
  readonly test: TestServices;
  readonly oauth: OAuthServer;
}): Promise<void> {
  const { services } = test;
  const of = { access: test.access, integration: test.integration };
  const started = await services.oauth.start(of, settingsOf(test), 'http://127.0.0.1:5/callback');
  const { headers } = await fetch(started.url, { redirect: 'manual' });
  await services.oauth.finish(of, settingsOf(test), started, new URL(headers.get('location') ?? oauth.url));
}

it('asks for a token of its own, once for many requests', async () => {
  await using flow = await api('client-credentials');
  await Promise.all([flow.ask(), flow.ask(), flow.ask()]);
  expect(flow.oauth.given).toHaveLength(1);
});

it('signs in by a code that is bound to its challenge, and refreshes a token that runs out once for all', async () => {
  await using flow = await api('authorization-code');
  flow.oauth.expiresIn = 30;
  await signIn(flow);
  flow.oauth.expiresIn = 3600;
  await Promise.all([flow.ask(), flow.ask()]);
  await flow.ask();
  expect(flow.oauth.given).toHaveLength(2);
});

it('asks for a new token when the service refuses the one it has, and only once', async () => {
  await using flow = await api('authorization-code');
  await signIn(flow);
  const { test } = flow;
  if (test.tokens !== undefined) test.tokens = { ...test.tokens, accessToken: 'revoked-by-somebody' };
  await flow.ask();
  expect(flow.server.requests).toHaveLength(2);
  expect(flow.oauth.given).toHaveLength(2);
});

it('says that consent was not given', async () => {
  await using flow = await api('authorization-code');
  flow.oauth.isDenying = true;
  await expect(signIn(flow)).rejects.toMatchObject({
    code: 'INTEGRATION_AUTHORIZATION_FAILED',
    message: expect.stringContaining('consent was not given'),
  });
});

it('refuses an answer with another state', async () => {
  await using flow = await api('authorization-code');
  const { test } = flow;
  const of = { access: test.access, integration: test.integration };
  const started = await test.services.oauth.start(of, settingsOf(test), 'http://127.0.0.1:5/callback');
  await expect(
    test.services.oauth.finish(
      of,
      settingsOf(test),
      started,
      new URL('http://127.0.0.1:5/callback?code=x&state=y'),
    ),
  ).rejects.toMatchObject({ code: 'INTEGRATION_AUTHORIZATION_FAILED' });
  expect(flow.oauth.requests).toHaveLength(0);
});

it('sends neither secret nor token where they were not meant for', async () => {
  await using flow = await api('client-credentials');
  flow.test.secret = { value: flow.oauth.clientSecret, servers: ['https://id.example.com'] };
  await expect(flow.ask()).rejects.toMatchObject({ code: 'INTEGRATION_NO_SECRET' });
  flow.test.tokens = {
    accessToken: 'access-123456',
    refreshToken: null,
    expiresAt: null,
    servers: ['https://api.example.com'],
  };
  await expect(flow.ask()).rejects.toMatchObject({ code: 'INTEGRATION_NO_SECRET' });
  expect([...flow.server.requests, ...flow.oauth.requests]).toHaveLength(0);
});

it('takes tokens back at the server that gave them', async () => {
  await using flow = await api('authorization-code');
  await signIn(flow);
  const { test } = flow;
  await test.services.oauth.revoke({ access: test.access, integration: test.integration }, settingsOf(test));
  expect(flow.oauth.revoked).toEqual([test.tokens?.refreshToken]);
});
