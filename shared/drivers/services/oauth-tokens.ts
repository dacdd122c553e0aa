// Access tokens of OAuth 2: asked for, refreshed before they run out, and taken back.
// Invariants: one refresh at a time per integration; a client's secret and a refresh token go to the token server that they were
// entered or given for, and to no other; no token is in an error.
import * as oauth from 'oauth4webapi';
import { AppError } from '#shared/errors/app-error.ts';
import type { OAuth } from '#shared/model/entities/integration.ts';
import { serverOf, serversOf } from '#shared/model/integrations/servers.ts';
import type { Egress } from '../http/egress.ts';
import type { OAuthTokens, ServiceOf } from './service-access.ts';
import { authorizationFailed, noSecret } from './service-error.ts';

const earlyMs = 60_000;
const timeoutMs = 15_000;

export interface StartedAuthorization {
  /** To be opened in the browser. */
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

export class OAuthClient {
  readonly #egress: () => Egress;
  readonly #refreshing = new Map<string, Promise<OAuthTokens>>();

  constructor(egress: () => Egress) {
    this.#egress = egress;
  }

  /** A token that is good for now. `stale` is one that the service just refused. */
  async accessToken(service: ServiceOf, settings: OAuth, stale?: string): Promise<string> {
    const { access, integration } = service;
    const tokens = await access.tokensOf(integration.id);
    if (tokens !== undefined && tokens.accessToken !== stale && isGood(tokens)) {
      this.#checkServers(service, tokens.servers);
      return tokens.accessToken;
    }
    const key = `${access.scope}/${integration.id}`;
    const renewing =
      this.#refreshing.get(key) ??
      this.#renew(service, settings, tokens).finally(() => this.#refreshing.delete(key));
    this.#refreshing.set(key, renewing);
    return (await renewing).accessToken;
  }

  /** The first half of the authorization-code grant: where the author gives consent. */
  async start(
    { integration }: ServiceOf,
    settings: OAuth,
    redirectUri: string,
  ): Promise<StartedAuthorization> {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    if (!URL.canParse(settings.authorizationUrl) || serverOf(settings.authorizationUrl).length === 0) {
      throw authorizationFailed(
        integration,
        'its authorization address cannot be used. Write a whole https:// address.',
      );
    }
    const url = new URL(settings.authorizationUrl);
    const asked = {
      ...settings.extra,
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: redirectUri,
      ...(settings.scopes.length === 0 ? {} : { scope: settings.scopes.join(' ') }),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return { url: url.href, state, verifier, redirectUri };
  }

  /** The second half: what came back to the redirect address becomes tokens, which are saved. */
  async finish(
    service: ServiceOf,
    settings: OAuth,
    { state, verifier, redirectUri }: StartedAuthorization,
    answer: URL,
  ): Promise<void> {
    await this.#guard(service, async () => {
      const server = serverFor(settings, answer.searchParams.get('iss'));
      const client = { client_id: settings.clientId };
      const answered = oauth.validateAuthResponse(server, client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        await this.#authentication(service, settings),
        answered,
        redirectUri,
        verifier,
        this.#options(service, settings.tokenUrl),
      );
      const granted = await oauth.processAuthorizationCodeResponse(server, client, response);
      await this.#save(service, granted, null);
    });
  }

  /** Tells the server that the tokens are not wanted any more. Without an address for it, nothing is asked. */
  async revoke(service: ServiceOf, settings: OAuth): Promise<void> {
    const tokens = await service.access.tokensOf(service.integration.id);
    if (tokens === undefined || settings.revocationUrl === '') return;
    this.#checkServers(service, tokens.servers);
    await this.#guard(service, async () => {
      const response = await oauth.revocationRequest(
        serverFor(settings, null),
        { client_id: settings.clientId },
        await this.#authentication(service, settings),
        tokens.refreshToken ?? tokens.accessToken,
        this.#options(service, settings.revocationUrl),
      );
      await oauth.processRevocationResponse(response);
    });
  }

  async #renew(service: ServiceOf, settings: OAuth, tokens: OAuthTokens | undefined): Promise<OAuthTokens> {
    const { access, integration } = service;
    if (settings.grant === 'client-credentials') return await this.#askForClient(service, settings);
    if (tokens === undefined) throw noSecret(integration, 'sign in to it in the list of integrations.');
    const { refreshToken } = tokens;
    if (refreshToken === null) {
      throw authorizationFailed(
        integration,
        'the sign-in has run out. Sign in again in the list of integrations.',
      );
    }
    this.#checkServers(service, tokens.servers);
    try {
      return await this.#guard(service, async () => {
        const server = serverFor(settings, null);
        const client = { client_id: settings.clientId };
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          await this.#authentication(service, settings),
          refreshToken,
          this.#options(service, settings.tokenUrl),
        );
        const granted = await oauth.processRefreshTokenResponse(server, client, response);
        return await this.#save(service, granted, refreshToken);
      });
    } catch (error) {
      // Another process may have refreshed them a moment ago, and these ran out by that.
      const now = await access.tokensOf(integration.id);
      if (now !== undefined && now.accessToken !== tokens.accessToken && isGood(now)) return now;
      throw error;
    }
  }

  async #askForClient(service: ServiceOf, settings: OAuth): Promise<OAuthTokens> {
    return await this.#guard(service, async () => {
      const server = serverFor(settings, null);
      const client = { client_id: settings.clientId };
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        await this.#authentication(service, settings),
        settings.scopes.length === 0 ? {} : { scope: settings.scopes.join(' ') },
        this.#options(service, settings.tokenUrl),
      );
      return await this.#save(
        service,
        await oauth.processClientCredentialsResponse(server, client, response),
        null,
      );
    });
  }

  async #save(
    { access, integration }: ServiceOf,
    granted: oauth.TokenEndpointResponse,
    refreshToken: string | null,
  ): Promise<OAuthTokens> {
    const tokens: OAuthTokens = {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token ?? refreshToken,
      expiresAt: granted.expires_in === undefined ? null : Date.now() + granted.expires_in * 1000,
      servers: serversOf(integration),
    };
    await access.saveTokens(integration.id, tokens);
    return tokens;
  }

  async #authentication(service: ServiceOf, settings: OAuth): Promise<oauth.ClientAuth> {
    const { access, integration } = service;
    const secret = await access.secretOf(integration.id);
    if (secret === undefined || secret.value === '') {
      if (settings.grant === 'authorization-code') return oauth.None();
      throw noSecret(integration, 'enter the client’s secret in the list of integrations.');
    }
    this.#checkServers(service, secret.servers, settings.tokenUrl);
    return settings.sendsSecretIn === 'header'
      ? oauth.ClientSecretBasic(secret.value)
      : oauth.ClientSecretPost(secret.value);
  }

  /** All servers of the integration, and `address`, must be among those that a secret is for. */
  #checkServers({ integration }: ServiceOf, servers: readonly string[], address?: string): void {
    const needed = [...serversOf(integration), ...(address === undefined ? [] : serverOf(address))];
    const other = needed.find((server) => !servers.includes(server));
    if (other === undefined) return;
    throw noSecret(
      integration,
      `its sign-in was not made for ${other}. Connect it again, if that server may have it.`,
    );
  }

  #options({ access }: ServiceOf, address: string) {
    const fetchGuarded: (
      url: string,
      options: oauth.CustomFetchOptions<'POST', URLSearchParams | undefined>,
    ) => Promise<Response> = async (url, { method, headers, body, signal }) => {
      const answer = await this.#egress().request(
        {
          method,
          url,
          headers: Object.entries(headers),
          ...(body === undefined ? {} : { body: Buffer.from(body.toString()) }),
        },
        {
          permits: (asked) => asked.href === new URL(address).href && serverOf(address).length > 0,
          allowsLocal: access.allowsLocal(),
          limits: { timeoutMs, redirects: 0 },
        },
        signal,
      );
      const { status, statusText } = answer;
      const isBodiless = status === 204 || status === 304;
      return new Response(isBodiless ? null : new Uint8Array(answer.body), {
        status,
        statusText,
        headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
      });
    };
    return { [oauth.customFetch]: fetchGuarded, [oauth.allowInsecureRequests]: access.allowsLocal() };
  }

  async #guard<Result>({ integration }: ServiceOf, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (AppError.is(error) && error.code.startsWith('INTEGRATION_')) throw error;
      throw authorizationFailed(integration, whyOf(error));
    }
  }
}

function isGood({ expiresAt }: OAuthTokens): boolean {
  return expiresAt === null || expiresAt - earlyMs > Date.now();
}

function serverFor(settings: OAuth, issuer: string | null): oauth.AuthorizationServer {
  const own =
    URL.parse(settings.authorizationUrl === '' ? settings.tokenUrl : settings.authorizationUrl)?.origin ?? '';
  return {
    // Servers that name themselves may add a path; another server's name is refused.
    issuer: issuer !== null && URL.parse(issuer)?.origin === own ? issuer : own,
    token_endpoint: settings.tokenUrl,
    ...(settings.revocationUrl === '' ? {} : { revocation_endpoint: settings.revocationUrl }),
  };
}

/** The server's own word for it, when it is one; never what was sent. */
function whyOf(error: unknown): string {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
    const code = /^[\w.-]{1,60}$/u.test(error.error) ? error.error : 'an error';
    return code === 'access_denied'
      ? 'consent was not given.'
      : `the server answered “${code}”. Check client id and secret, and sign in again.`;
  }
  if (AppError.is(error)) return error.message.replace(/^fetch /u, 'the request ');
  return 'the server’s answer was not what OAuth 2 asks for. Check the addresses.';
}
