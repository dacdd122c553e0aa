import { expect, test } from 'vitest';
import { saveModelProviderSchema } from '#shared/ipc/model-providers.ts';
import { isReadableOnTheWay, presetOf, providerPresets, readAddress } from './provider-presets.ts';

test.each<[string, string | null]>([
  ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
  [' localhost:1234/v1 ', 'http://localhost:1234/v1'],
  ['https://models.example.com', 'https://models.example.com'],
  ['192.168.0.7:8000/v1', 'http://192.168.0.7:8000/v1'],
  ['', null],
  ['ftp://example.com', null],
  ['javascript:alert(1)', null],
  ['not an address', null],
])('the address “%s” is read as %s', (text, address) => {
  expect(readAddress(text)).toBe(address);
});

test('what goes through the network as it is, is known', () => {
  expect(['http://localhost/v1', 'http://127.0.0.1:1/v1', 'https://a.example'].some(isReadableOnTheWay)).toBe(
    false,
  );
  expect(isReadableOnTheWay('http://192.168.0.7:8000/v1')).toBe(true);
});

test('each preset can be saved with what it brings, and is recognised again', () => {
  for (const preset of providerPresets.filter(({ id }) => id !== 'other')) {
    const { label: name, kind, baseUrl } = preset;
    expect(
      saveModelProviderSchema.parse({ id: null, name, kind, baseUrl, timeoutSeconds: 60 }),
    ).toBeDefined();
    expect(presetOf({ kind, baseUrl })).toBe(preset);
  }
  expect(presetOf({ kind: 'openai-compatible', baseUrl: 'http://elsewhere/v1' }).id).toBe('other');
  expect(presetOf({ kind: 'openai', baseUrl: 'https://proxy.example/v1' }).id).toBe('openai');
});
