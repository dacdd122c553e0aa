// Servers on loopback that answer as the documentation of each preset's service says: they check who asks and what is sent.
import { integrationPresets } from '#shared/model/integration-presets/integration-presets.ts';
import type { IntegrationPreset, PresetOperation } from '#shared/model/integration-presets/preset.ts';
import type { HttpService } from '#shared/model/entities/integration.ts';
import { filledService } from '#shared/model/integration-presets/preset.ts';
import { answerJson, type SeenRequest, startWebServer, type WebServer } from './web-server.ts';

export const presetSecret = 'secret-of-the-service-1';

interface Documented {
  /** What the header that says who asks must be. */
  readonly authorization: readonly [header: string, value: string];
  /** Where operations are, below the server. */
  readonly basePath: string;
  readonly contentType: 'json' | 'form';
  readonly requestIdHeader: string;
  readonly blanks?: Readonly<Record<string, string>>;
  /** Named as the documentation does: `METHOD path`, with `*` for a part; each answers what is documented for it. */
  readonly routes: Readonly<Record<string, Route>>;
}

interface Route {
  readonly status?: number;
  /** What must be in the body or the query. */
  readonly needs?: readonly string[];
}

const basic = (name: string): string => `Basic ${Buffer.from(`${name}:${presetSecret}`).toString('base64')}`;
const bearer = ['authorization', `Bearer ${presetSecret}`] as const;

const documented: Readonly<Record<string, Documented>> = {
  stripe: {
    authorization: bearer,
    basePath: '/v1',
    contentType: 'form',
    requestIdHeader: 'request-id',
    routes: {
      'GET /customers': { needs: ['email'] },
      'GET /subscriptions': { needs: ['customer'] },
      'POST /subscriptions/*': { needs: ['discounts[0][coupon]'] },
      'POST /customers/*': { needs: ['email'] },
      'POST /refunds': { needs: ['payment_intent'] },
    },
  },
  shopify: {
    authorization: ['x-shopify-access-token', presetSecret],
    basePath: '/admin/api/2025-10',
    contentType: 'json',
    requestIdHeader: 'x-request-id',
    blanks: { shop: 'my-shop' },
    routes: {
      'GET /orders.json': { needs: ['name', 'status'] },
      'POST /price_rules/*/discount_codes.json': { status: 201, needs: ['discount_code.code'] },
      'GET /customers/search.json': { needs: ['query'] },
      'PUT /customers/*.json': { needs: ['customer.phone'] },
    },
  },
  hubspot: {
    authorization: bearer,
    basePath: '',
    contentType: 'json',
    requestIdHeader: 'x-hubspot-correlation-id',
    routes: {
      'GET /crm/v3/objects/contacts/*': { needs: ['idProperty'] },
      'PATCH /crm/v3/objects/contacts/*': { needs: ['idProperty', 'properties.phone'] },
      'POST /crm/v3/objects/tickets': {
        status: 201,
        needs: ['properties.subject', 'properties.hs_pipeline_stage'],
      },
      'POST /crm/v3/objects/calls': { status: 201, needs: ['properties.hs_timestamp'] },
    },
  },
  zendesk: {
    authorization: ['authorization', basic('agent@example.com/token')],
    basePath: '/api/v2',
    contentType: 'json',
    requestIdHeader: 'x-zendesk-request-id',
    blanks: { subdomain: 'my-company', email: 'agent@example.com' },
    routes: {
      'POST /tickets.json': { status: 201, needs: ['ticket.subject', 'ticket.comment.body'] },
      'GET /tickets/*.json': {},
      'GET /users/search.json': { needs: ['query'] },
      'PUT /users/*.json': { needs: ['user.phone'] },
    },
  },
  'google-calendar': {
    authorization: bearer,
    basePath: '/calendar/v3',
    contentType: 'json',
    requestIdHeader: 'x-request-id',
    routes: {
      'POST /freeBusy': { needs: ['timeMin', 'timeMax', 'items.0.id'] },
      'POST /calendars/primary/events': { needs: ['summary', 'start.dateTime', 'end.dateTime'] },
      'GET /calendars/primary/events': { needs: ['timeMin', 'singleEvents'] },
      'DELETE /calendars/primary/events/*': { status: 204 },
    },
  },
  slack: {
    authorization: bearer,
    basePath: '/api',
    contentType: 'json',
    requestIdHeader: 'x-slack-req-id',
    routes: {
      'POST /chat.postMessage': { needs: ['channel', 'text'] },
      'GET /users.lookupByEmail': { needs: ['email'] },
    },
  },
  twilio: {
    authorization: ['authorization', basic('AC123')],
    basePath: '/2010-04-01/Accounts/AC123',
    contentType: 'form',
    requestIdHeader: 'twilio-request-id',
    blanks: { accountSid: 'AC123' },
    routes: {
      'POST /Messages.json': { status: 201, needs: ['To', 'From', 'Body'] },
      'GET /Messages/*.json': {},
      'POST /Calls.json': { status: 201, needs: ['To', 'From', 'Twiml'] },
    },
  },
  sendgrid: {
    authorization: bearer,
    basePath: '/v3',
    contentType: 'json',
    requestIdHeader: 'x-message-id',
    routes: { 'POST /mail/send': { status: 202, needs: ['personalizations.0.to.0.email', 'from.email'] } },
  },
};

export interface PresetServer extends WebServer {
  readonly preset: IntegrationPreset;
  /** The preset's service, filled in, and here in place of on the internet. */
  readonly service: HttpService;
}

export async function startPresetServer(id: string): Promise<PresetServer> {
  const preset = integrationPresets.find((each) => each.id === id);
  const said = documented[id];
  if (preset === undefined || said === undefined) throw new Error(`Nothing is documented of ${id}.`);
  const server = await startWebServer((request, response) => {
    const [header, value] = said.authorization;
    if (request.headers[header] !== value) return answerJson(response, 401, { error: 'unauthorized' });
    const found = routeOf(said, request);
    if (found === undefined) return answerJson(response, 404, { error: 'not found', path: request.path });
    const [name, { needs = [], status = 200 }] = found;
    const sent = sentWith(said, request);
    const missing =
      sent === undefined ? 'a body of the right type' : needs.find((need) => sent(need) === undefined);
    if (missing !== undefined) return answerJson(response, 422, { error: `${missing} is missing` });
    response.setHeader(said.requestIdHeader, 'request-1');
    const { sample } = operationOf(preset, name);
    return status === 204 || sample === null
      ? response.writeHead(status).end()
      : answerJson(response, status, sample);
  });
  const filled = filledService(preset.service, said.blanks ?? {});
  // A test has no browser to sign in with.
  const authorization =
    filled.authorization.kind === 'oauth2' ? ({ kind: 'bearer' } as const) : filled.authorization;
  return Object.assign(server, {
    preset,
    service: { ...filled, authorization, baseUrl: `${server.url}${said.basePath}` },
  });
}

function routeOf(
  { basePath, routes }: Documented,
  { method, path }: SeenRequest,
): readonly [string, Route] | undefined {
  const { pathname } = new URL(path, 'http://localhost');
  if (!pathname.startsWith(basePath)) return undefined;
  const asked = `${method} ${pathname.slice(basePath.length)}`;
  return Object.entries(routes).find(([name]) =>
    new RegExp(
      `^${name
        .split('*')
        .map((part) => part.replaceAll('.', String.raw`\.`))
        .join('[^/]+')}$`,
      'u',
    ).test(asked),
  );
}

/** Reads what was sent by name, such as `ticket.subject`. Undefined for a body of another type. */
function sentWith({ contentType }: Documented, { method, path, headers, body }: SeenRequest) {
  const query = new URL(path, 'http://localhost').searchParams;
  if (method === 'GET' || method === 'DELETE') return (name: string) => query.get(name) ?? undefined;
  const type = headers['content-type'] ?? '';
  if (contentType === 'form') {
    const form = new URLSearchParams(body);
    return type.includes('x-www-form-urlencoded') ? (name: string) => form.get(name) ?? undefined : undefined;
  }
  if (!type.includes('application/json')) return undefined;
  const json: unknown = JSON.parse(body);
  return (name: string) => query.get(name) ?? member(json, name.split('.'));
}

function member(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return member(Object.entries(value).find(([key]) => key === name)?.[1], rest);
}

function operationOf({ operations }: IntegrationPreset, route: string): PresetOperation {
  const plain = (text: string): string =>
    text.replaceAll(/\{[^}]+\}/gu, '*').replace('/calendars/*', '/calendars/primary');
  const found = operations.find(({ method, path }) => plain(`${method} ${path}`) === route);
  if (found === undefined) throw new Error(`No operation asks ${route}.`);
  return found;
}
