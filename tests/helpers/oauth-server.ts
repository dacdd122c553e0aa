// An authorization server on loopback: everybody consents at once; codes are bound to their challenge, refresh tokens are good once.
import { createHash, randomUUID } from 'node:crypto';
import { answerJson, startWebServer, type WebServer } from './web-server.ts';

export interface OAuthServer extends WebServer {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether a request's `authorization` header has a token that is good now. */
  isGood(authorization: string | undefined): boolean;
  /** Tokens that were given, and taken back. */
  readonly given: string[];
  readonly revoked: string[];
  /** Tokens that are given from now on are good for so long. */
  expiresIn: number;
  /** From now on nobody consents. */
  isDenying: boolean;
}

export async function startOAuthServer(): Promise<OAuthServer> {
  const codes = new Map<string, { readonly challenge: string; readonly redirectUri: string }>();
  const refreshTokens = new Set<string>();
  const good = new Set<string>();
  const own = {
    clientId: 'dialogram-client',
    clientSecret: 'client-secret-123456',
    given: new Array<string>(),
    revoked: new Array<string>(),
    expiresIn: 3600,
    isDenying: false,
    isGood: (authorization: string | undefined) => good.has(authorization?.replace(/^Bearer /u, '') ?? ''),
  };
  const grant = (): object => {
    const accessToken = `access-${randomUUID()}`;
    const refreshToken = `refresh-${randomUUID()}`;
    good.add(accessToken);
    refreshTokens.add(refreshToken);
    own.given.push(accessToken);
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: own.expiresIn,
    };
  };
  const token = (form: URLSearchParams): object | undefined => {
    if (form.get('client_id') !== own.clientId || form.get('client_secret') !== own.clientSecret)
      return undefined;
    const field = (name: string): string => form.get(name) ?? '';
    switch (field('grant_type')) {
      case 'client_credentials':
        return grant();
      case 'refresh_token':
        return refreshTokens.delete(field('refresh_token')) ? grant() : undefined;
      case 'authorization_code': {
        const code = codes.get(field('code'));
        codes.delete(field('code'));
        const challenge = createHash('sha256').update(field('code_verifier')).digest('base64url');
        return code?.challenge === challenge && code.redirectUri === field('redirect_uri')
          ? grant()
          : undefined;
      }
      default:
        return undefined;
    }
  };
  const server = await startWebServer(({ path, body }, response) => {
    const url = new URL(path, 'http://localhost');
    const form = new URLSearchParams(body);
    if (url.pathname === '/authorize') {
      const redirectUri = url.searchParams.get('redirect_uri') ?? '';
      const back = new URL(redirectUri);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      if (own.isDenying) back.searchParams.set('error', 'access_denied');
      else {
        const code = randomUUID();
        codes.set(code, { challenge: url.searchParams.get('code_challenge') ?? '', redirectUri });
        back.searchParams.set('code', code);
      }
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === '/revoke') {
      own.revoked.push(form.get('token') ?? '');
      return response.writeHead(200).end();
    }
    const granted = url.pathname === '/token' ? token(form) : undefined;
    return granted === undefined
      ? answerJson(response, 400, { error: 'invalid_grant' })
      : answerJson(response, 200, granted);
  });
  return Object.assign(own, server);
}
