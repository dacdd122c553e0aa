// Any service that speaks JSON.
import type { CodeSnippet, Declaration } from './snippet.ts';

const read: Declaration = {
  name: 'readJson',
  code: `/** What a server answered, as JSON; anything but success is an error that says so. */
async function readJson(response) {
  const text = await response.text();
  if (!response.ok) throw new Error('The server answered with status ' + response.status + ': ' + text.slice(0, 200));
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    throw new Error('The server did not answer with JSON: ' + text.slice(0, 100));
  }
}`,
};

export const httpSnippets: readonly CodeSnippet[] = [
  {
    id: 'get-json',
    title: 'Get a list as JSON, page by page',
    about:
      'Follows “next” links, has_more and Link headers, for at most ten pages. Needs a connector for the address.',
    declarations: [
      read,
      {
        name: 'getAllPages',
        code: `/** All items of a list, at most so many pages of it. */
async function getAllPages(address, mostPages = 10) {
  const items = [];
  let next = new URL(address);
  for (let page = 0; next !== null && page < mostPages; page += 1) {
    const response = await fetch(next, { headers: { Accept: 'application/json' } });
    const answer = await readJson(response);
    const found = Array.isArray(answer) ? answer : (answer.data ?? answer.items ?? answer.results ?? []);
    items.push(...found);
    next = nextPage(next, response, answer, found);
  }
  return items;
}`,
      },
      {
        name: 'nextPage',
        code: `/** Where the next page is: a Link header, a link in the answer, or the last item's id. Null at the end. */
function nextPage(current, response, answer, found) {
  const header = /<([^>]+)>\\s*;\\s*rel="?next"?/i.exec(response.headers.get('Link') ?? '')?.[1];
  const link = header ?? answer.next ?? answer.links?.next;
  if (typeof link === 'string' && link !== '') return new URL(link, current);
  const lastId = found.at(-1)?.id;
  if (answer.has_more !== true || lastId === undefined) return null;
  const next = new URL(current);
  next.searchParams.set('starting_after', lastId);
  return next;
}`,
      },
    ],
    call: "const items = await getAllPages('https://api.example.com/items');",
    result: '{ count: items.length, names: items.slice(0, 20).map(({ name }) => name) }',
  },
  {
    id: 'post-json',
    title: 'Send JSON',
    about: 'Sends an object and reads the answer, with clear errors. Needs a connector for the address.',
    declarations: [
      read,
      {
        name: 'postJson',
        code: `/** Sends an object; the same key makes sure that a repeated request counts once, where the server knows it. */
async function postJson(address, object) {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify(object),
  });
  return readJson(response);
}`,
      },
    ],
    call: "const created = await postJson('https://api.example.com/items', { name: context.user.name });",
    result: '{ id: created.id }',
  },
];
