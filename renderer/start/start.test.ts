import { expect, test } from 'vitest';
import { base64Of } from './base64.ts';
import { bundleName } from './bundle-name.ts';
import { latestNews } from './changelog.ts';

test('the latest section of the changelog is the news', () => {
  const text = '# What changed\n\n## 0.2.0\n\n- New\n\n## 0.1.0\n\n- Old\n';
  expect(latestNews(text)).toEqual({ version: '0.2.0', text: '- New' });
  expect(latestNews('# What changed\n')).toBeNull();
});

test('an imported project is called as it says, else as its file', () => {
  expect(bundleName('{"workspace":{"name":"Shop"}}', 'x.json')).toBe('Shop');
  expect(bundleName('{"workspace":{}}', 'Shop 2.dialogram.json')).toBe('Shop 2');
  expect(bundleName('not JSON', '.json')).toBe('Imported project');
});

test('bytes of any length are written as base64', () => {
  for (const length of [0, 1, 2, 3, 0x80_00, 0x80_01, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, position) => (position * 7) % 256);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});
