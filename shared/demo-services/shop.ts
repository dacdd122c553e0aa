// What the demo services know and do. Deterministic: ids count up, and no clock is read.
import type { Json, JsonObject } from '#shared/util/json.ts';

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export interface Shop {
  readonly orders: ReadonlyMap<string, JsonObject>;
  readonly contacts: ReadonlyMap<string, JsonObject>;
  readonly callbacks: readonly JsonObject[];
  readonly meetings: readonly JsonObject[];
  readonly tickets: readonly JsonObject[];
  readonly discounts: readonly JsonObject[];
  readonly mail: readonly JsonObject[];
  answer(method: string, url: URL, body: JsonObject): Answer;
}

const orders: readonly (JsonObject & { readonly id: string })[] = [
  {
    id: 'A-1001',
    status: 'shipped',
    item: 'Espresso machine',
    expectedDelivery: '2026-12-02',
    total: 249,
    email: 'jane@example.com',
    tracking: { carrier: 'Parcel Post', url: 'https://track.example.com/PP-1001' },
  },
  {
    id: 'A-1002',
    status: 'in preparation',
    item: 'Coffee grinder',
    expectedDelivery: '2026-12-09',
    total: 89,
    email: 'omar@example.com',
    tracking: null,
  },
  {
    id: 'A-1003',
    status: 'delivered',
    item: 'Milk jug',
    expectedDelivery: '2026-11-10',
    total: 24,
    email: 'jane@example.com',
    tracking: { carrier: 'Parcel Post', url: 'https://track.example.com/PP-1003' },
  },
];

const people: readonly (JsonObject & { readonly email: string })[] = [
  { email: 'jane@example.com', name: 'Jane Doe', phone: '+15555550100', address: '1 Main Street' },
  { email: 'sam@example.com', name: 'Sam Lee', phone: '+15555550102', address: '3 Hill Road' },
  { email: 'omar@example.com', name: 'Omar Haddad', phone: '+15555550101', address: '2 Oak Avenue' },
];

const times = ['09:00', '09:30', '10:00', '14:00', '14:30', '16:00'];
const mostPercent = 50;

export function openShop(): Shop {
  const known = new Map<string, JsonObject>(orders.map((order) => [order.id, order]));
  const contacts = new Map<string, JsonObject>(people.map((person) => [person.email, person]));
  const made = { callbacks: list(), meetings: list(), tickets: list(), discounts: list(), mail: list() };

  const add = (to: JsonObject[], prefix: string, given: JsonObject): Answer => {
    const entry = { id: `${prefix}-${to.length + 1}`, ...given };
    to.push(entry);
    return { status: 201, body: entry };
  };

  const isTaken = (at: string): boolean =>
    [...made.callbacks, ...made.meetings].some((entry) => entry['at'] === at);
  const book = (to: JsonObject[], prefix: string, given: JsonObject): Answer =>
    isTaken(textOf(given['at']))
      ? failed(409, 'This time is taken. Choose another one.')
      : add(to, prefix, { ...given, status: 'scheduled' });

  const routes: readonly (readonly [string, RegExp, (found: Found) => Answer])[] = [
    [
      'GET',
      /^\/orders$/u,
      ({ url }) => ok({ orders: ordersOf([...known.values()], url.searchParams.get('email')) }),
    ],
    ['GET', /^\/orders\/([^/]+)$/u, ({ name }) => found(known.get(name), `There is no order ${name}.`)],
    [
      'GET',
      /^\/calendar\/free$/u,
      ({ url }) =>
        ok({
          date: url.searchParams.get('date') ?? '',
          times: times.filter((time) => !isTaken(`${url.searchParams.get('date') ?? ''}T${time}`)),
        }),
    ],
    [
      'POST',
      /^\/calendar\/callbacks$/u,
      ({ body }) => needed(body, ['phone', 'at']) ?? book(made.callbacks, 'CB', body),
    ],
    [
      'POST',
      /^\/calendar\/meetings$/u,
      ({ body }) => needed(body, ['email', 'at']) ?? book(made.meetings, 'MT', body),
    ],
    [
      'POST',
      /^\/tickets$/u,
      ({ body }) =>
        needed(body, ['subject', 'message']) ??
        add(made.tickets, 'T', { priority: 'normal', ...body, status: 'open' }),
    ],
    [
      'GET',
      /^\/tickets\/([^/]+)$/u,
      ({ name }) =>
        found(
          made.tickets.find(({ id }) => id === name),
          `There is no ticket ${name}.`,
        ),
    ],
    [
      'POST',
      /^\/discounts$/u,
      ({ body }) => {
        const order = known.get(textOf(body['order']));
        const { percent } = body;
        if (order === undefined) return failed(404, 'There is no such order.');
        if (typeof percent !== 'number' || percent <= 0 || percent > mostPercent) {
          return failed(422, `A discount has between 1 and ${mostPercent} percent.`);
        }
        const newTotal = Math.round(Number(order['total']) * (100 - percent)) / 100;
        known.set(textOf(order['id']), { ...order, total: newTotal });
        return add(made.discounts, 'D', { order: order['id'] ?? '', percent, newTotal });
      },
    ],
    [
      'POST',
      /^\/mail$/u,
      ({ body }) =>
        needed(body, ['to', 'subject', 'text']) ?? add(made.mail, 'M', { ...body, status: 'sent' }),
    ],
    [
      'GET',
      /^\/contacts\/([^/]+)$/u,
      ({ name }) => found(contacts.get(name), `There is no contact ${name}.`),
    ],
    [
      'PATCH',
      /^\/contacts\/([^/]+)$/u,
      ({ name, body }) => {
        const contact = contacts.get(name);
        if (contact === undefined) return failed(404, `There is no contact ${name}.`);
        const changed = { ...contact, ...body };
        contacts.delete(name);
        contacts.set(textOf(changed['email']), changed);
        return ok(changed);
      },
    ],
  ];

  return {
    orders: known,
    contacts,
    ...made,
    answer(method, url, body) {
      for (const [verb, pattern, work] of routes) {
        const match = verb === method ? pattern.exec(url.pathname) : null;
        if (match !== null) return work({ url, body, name: plain(match[1] ?? '') });
      }
      return failed(404, 'There is nothing here.');
    },
  };
}

interface Found {
  readonly url: URL;
  readonly body: JsonObject;
  readonly name: string;
}

const list = (): JsonObject[] => [];
const ok = (body: Json): Answer => ({ status: 200, body });
const failed = (status: number, error: string): Answer => ({ status, body: { error } });
const found = (body: JsonObject | undefined, why: string): Answer =>
  body === undefined ? failed(404, why) : ok(body);

function needed(body: JsonObject, names: readonly string[]): Answer | undefined {
  const missing = names.find((name) => typeof body[name] !== 'string' || body[name] === '');
  return missing === undefined ? undefined : failed(422, `“${missing}” is missing.`);
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function ordersOf(all: readonly JsonObject[], email: string | null): Json {
  return email === null ? all : all.filter((order) => order['email'] === email);
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
