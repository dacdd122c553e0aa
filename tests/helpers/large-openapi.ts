// An OpenAPI document of the size and kind that large companies publish: thousands of operations, deep schemas, cycles.

/** About `megabytes` of JSON. */
export function largeOpenApi(megabytes: number): string {
  const words = 'a field of the object, described at the length that people find useful in a reference. ';
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  let size = 0;
  for (let index = 0; size < megabytes * 1024 * 1024; index += 1) {
    const reference = (offset: number): object => ({
      $ref: `#/components/schemas/thing_${(index + offset) % 400}`,
    });
    const schema = {
      type: 'object',
      description: words.repeat(3),
      required: ['id'],
      properties: {
        id: { type: 'string', description: words },
        amount: { type: 'integer', description: words },
        parent: reference(0),
        next: { anyOf: [reference(1), { type: 'string' }] },
        list: { type: 'array', items: reference(2) },
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, field) => [
            `field_${field}`,
            { type: 'string', maxLength: 5000, description: words },
          ]),
        ),
      },
    };
    const operations = {
      get: {
        operationId: `GetThing${index}`,
        summary: `Retrieve thing ${index}`,
        description: words.repeat(2),
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'expand', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        ],
        responses: {
          '200': { description: 'OK', content: { 'application/json': { schema: reference(0) } } },
        },
      },
      post: {
        operationId: `PostThing${index}`,
        summary: `Change thing ${index}`,
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: reference(0) } } },
        responses: {
          '200': { description: 'OK', content: { 'application/json': { schema: reference(3) } } },
        },
      },
    };
    if (index < 400) schemas[`thing_${index}`] = schema;
    paths[`/v1/things_${index}/{id}`] = { ...operations, 'x-inline': schema };
    size += JSON.stringify(operations).length + JSON.stringify(schema).length * (index < 400 ? 2 : 1);
  }
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Large service', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths,
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  });
}
