// How long an OpenAPI document of ten megabytes takes to import, against parsing it and nothing more.
import { readOpenApiApart } from '#host/integrations/openapi/read-apart.ts';
import { largeOpenApi } from '#tests/helpers/large-openapi.ts';

const text = largeOpenApi(9.9);
const rounds = 3;
let parsed = Number.POSITIVE_INFINITY;
let imported = Number.POSITIVE_INFINITY;
let operations = 0;
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now();
  JSON.parse(text);
  const between = performance.now();
  ({ length: operations } = (await readOpenApiApart(text, null, new AbortController().signal)).operations);
  parsed = Math.min(parsed, between - start);
  imported = Math.min(imported, performance.now() - between);
}
const megabytes = (text.length / 1024 / 1024).toFixed(1);
console.log(
  `${megabytes} MB, ${operations} operations: ${Math.round(imported)} ms, ${(imported / parsed).toFixed(1)}× of JSON.parse alone`,
);
