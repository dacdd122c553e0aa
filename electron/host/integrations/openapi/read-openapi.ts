// Reads an OpenAPI document: what it is about, how to connect, and its operations.
import type { OpenApiRead, TakenOperation } from '#shared/ipc/integrations.ts';
import type { Authorization, HttpService } from '#shared/model/entities/integration.ts';
import { invalid, type Node, OpenApiDocument } from './document.ts';
import { type FoundOperation, keyOf, methods, readOperation, rowOf } from './read-operation.ts';

export type ReadOpenApi = Omit<OpenApiRead, 'documentId'>;

const mostOperations = 3000;

/** `from` is where it was fetched, for addresses that are relative to it. Throws OPENAPI_INVALID. */
export function readOpenApi(text: string, from: string | null): ReadOpenApi {
  const document = new OpenApiDocument(text);
  const notes: string[] = [];
  const operations: OpenApiRead['operations'] = [];
  for (const found of operationsOf(document)) {
    if (operations.length >= mostOperations) {
      notes.push(`Only its first ${mostOperations} operations are shown.`);
      break;
    }
    operations.push(rowOf(document, found));
  }
  if (operations.length === 0) throw invalid('it has no operations.');
  document.begin();
  const service = serviceOf(document, from, notes);
  const info = document.node(document.root['info']);
  const title = document.text(info?.['title']).trim();
  return {
    title: title === '' ? 'Imported service' : title.slice(0, 120),
    version: document.text(info?.['version']).slice(0, 60),
    service,
    operations,
    notes,
  };
}

/** Those with the keys, in the order of the document. Throws OPENAPI_INVALID. */
export function takeOperations(text: string, keys: readonly string[]): readonly TakenOperation[] {
  const document = new OpenApiDocument(text);
  const wanted = new Set(keys);
  const taken: TakenOperation[] = [];
  for (const found of operationsOf(document)) {
    if (wanted.has(keyOf(found))) taken.push(readOperation(document, found));
  }
  return taken;
}

function* operationsOf(document: OpenApiDocument): Iterable<FoundOperation> {
  for (const [path, value] of document.entries(document.root['paths'])) {
    document.begin();
    const item = document.node(value);
    if (item === undefined || !path.startsWith('/')) continue;
    for (const method of methods) {
      document.begin();
      const operation = document.node(item[method]);
      if (operation !== undefined) yield { path, item, method, operation };
    }
  }
}

function serviceOf(document: OpenApiDocument, from: string | null, notes: string[]): HttpService {
  const server = document.node(document.list(document.root['servers'])[0]);
  const written = document.text(server?.['url']).replaceAll(/\{([^{}]+)\}/gu, (whole, name: string) => {
    const value = document.get(document.get(server?.['variables'], name), 'default');
    return typeof value === 'string' ? value : whole;
  });
  const url = URL.parse(written === '' ? '/' : written, from ?? undefined);
  if (url === null) notes.push('It does not say where the service is. Write its base URL.');
  if (written.includes('{')) notes.push('Its base URL has parts to fill in.');
  return {
    kind: 'http',
    baseUrl: (url?.href ?? '').replace(/\/$/u, '').slice(0, 2000),
    authorization: authorizationOf(document, notes),
    headers: [],
    idempotencyHeader: '',
  };
}

function authorizationOf(document: OpenApiDocument, notes: string[]): Authorization {
  const schemes = document.get(document.root['components'], 'securitySchemes');
  const wanted = document.list(document.root['security']).flatMap((each) => document.entries(each));
  const [[name, scopes] = ['', []]] =
    wanted.length > 0 ? wanted : document.entries(schemes).map(([key]) => [key, []] as const);
  const scheme = document.node(document.get(schemes, name));
  if (scheme === undefined) return { kind: 'none' };
  const type = document.text(scheme['type']).toLowerCase();
  const place = document.text(scheme['in']);
  const parameter = document.text(scheme['name']).slice(0, 200);
  if (type === 'apikey' && place === 'header' && parameter !== '') {
    return { kind: 'api-key', placement: { in: 'header', name: parameter, template: '{{secret}}' } };
  }
  if (type === 'apikey' && place === 'query' && parameter !== '') {
    return { kind: 'api-key', placement: { in: 'query', name: parameter } };
  }
  if (type === 'http') {
    const kind = document.text(scheme['scheme']).toLowerCase();
    if (kind === 'basic') return { kind: 'basic', username: '' };
    if (kind === 'bearer') return { kind: 'bearer' };
  }
  if (type === 'oauth2') {
    const oauth = oauthOf(document, scheme, document.list(scopes));
    if (oauth !== undefined) return oauth;
  }
  notes.push(`Its way of signing in (“${type || 'unknown'}”) is not available. Choose another one.`);
  return { kind: 'none' };
}

function oauthOf(
  document: OpenApiDocument,
  scheme: Node,
  wanted: readonly unknown[],
): Authorization | undefined {
  const flows = scheme['flows'];
  const code = document.node(document.get(flows, 'authorizationCode'));
  const flow = code ?? document.node(document.get(flows, 'clientCredentials'));
  if (flow === undefined) return undefined;
  const named = wanted.filter((scope) => typeof scope === 'string');
  const scopes = named.length > 0 ? named : document.entries(flow['scopes']).map(([scope]) => scope);
  return {
    kind: 'oauth2',
    grant: code === undefined ? 'client-credentials' : 'authorization-code',
    authorizationUrl: document.text(flow['authorizationUrl']).slice(0, 2000),
    tokenUrl: document.text(flow['tokenUrl']).slice(0, 2000),
    revocationUrl: '',
    clientId: '',
    sendsSecretIn: 'body',
    scopes: scopes.map((scope) => scope.slice(0, 200)).slice(0, 30),
    extra: {},
  };
}
