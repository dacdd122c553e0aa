// Many scripts, one after the other and a few at once: neither this process nor its runners may grow. DIALOGRAM_LONG_RUN
// says how many; ten thousand take some minutes.
import { expect, it } from 'vitest';
import { residentBytes } from './process-care.ts';
import { createRunnerPool } from './runner-pool.ts';
import { requestOf } from './script-request.testing.ts';

const total = Number(process.env['DIALOGRAM_LONG_RUN'] ?? 1_000);
const betweenLooks = Math.ceil(total / 10);
const atOnce = 4;
const mb = 1024 * 1024;

it(`${total} code steps leave memory flat`, { timeout: 600_000 }, async () => {
  await using pool = createRunnerPool({ maxRunners: 4 });
  const body = `const r = await fetch('https://a.example/' + args.count);
    const { items } = await r.json();
    return { sum: items.length + new URL(r.url).pathname.length, id: crypto.randomUUID() }`;
  const items = Array.from({ length: 100 }, (_, id) => ({ id }));
  const answer = { text: JSON.stringify({ items }) };
  let largestRunner = 0;
  const own: number[] = [];
  let begun = 0;
  async function work(): Promise<void> {
    while (begun < total) {
      begun += 1;
      if (begun % betweenLooks === 0) {
        globalThis.gc?.();
        own.push(process.memoryUsage().rss);
        largestRunner = Math.max(largestRunner, ...pool.stats().pids.map((pid) => residentBytes(pid) ?? 0));
      }
      const { result } = await pool.run(requestOf(body), {
        fetch: ({ url }) =>
          Promise.resolve({
            status: 200,
            statusText: 'OK',
            url,
            isRedirected: false,
            headers: [],
            body: answer,
          }),
      });
      expect(result['sum']).toBe(102);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  const [first = 0] = own.slice(1);
  expect((own.at(-1) ?? 0) - first).toBeLessThan(100 * mb);
  expect(largestRunner).toBeLessThan(300 * mb);
});
