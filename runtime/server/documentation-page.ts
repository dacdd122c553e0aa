// The OpenAPI document for reading: one page without scripts.
// Invariant: everything in it is escaped; the one style is allowed by its hash.
import { createHash } from 'node:crypto';
import { z } from 'zod';

const style = `
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h2 { margin-top: 2.5rem; } details { border-top: 1px solid #8884; padding: 0.5rem 0; } summary { cursor: pointer; }
  code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { overflow-x: auto; background: #8881; padding: 0.75rem; }
  .method { display: inline-block; min-width: 4.5rem; font-weight: 600; text-transform: uppercase; }
`;

export const documentationPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const operationSchema = z.looseObject({
  summary: z.string().default(''),
  description: z.string().default(''),
  tags: z.array(z.string()).default(['Service']),
  parameters: z.unknown().optional(),
  requestBody: z.unknown().optional(),
  responses: z.unknown().optional(),
});
const documentSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

type Operation = z.infer<typeof operationSchema> & { readonly method: string; readonly path: string };

/** `document` is what `/openapi.json` says. */
export function documentationPage(document: unknown): string {
  const { info, paths } = documentSchema.parse(document);
  const operations: readonly Operation[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
  const groups = Map.groupBy(operations, ({ tags }) => tags[0] ?? 'Service');
  const sections = [...groups].map(
    ([tag, items]) => `<section><h2>${escaped(tag)}</h2>${items.map(operationHtml).join('')}</section>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}</title><style>${style}</style></head><body>
<h1>${escaped(info.title)} ${escaped(info.version)}</h1>
<p>${escaped(info.description)}</p><p><a href="/openapi.json">openapi.json</a></p>${sections.join('')}</body></html>`;
}

function operationHtml({
  method,
  path,
  summary,
  description,
  parameters,
  requestBody,
  responses,
}: Operation): string {
  const parts = Object.entries({ Parameters: parameters, Body: requestBody, Answers: responses })
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `<h4>${name}</h4><pre>${escaped(JSON.stringify(part, null, 2))}</pre>`);
  return `<details><summary><span class="method">${escaped(method)}</span> <code>${escaped(path)}</code> ${escaped(summary)}</summary>
<p>${escaped(description)}</p>${parts.join('')}</details>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
