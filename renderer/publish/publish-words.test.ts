import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { connectorSchema } from '#shared/model/entities/connector.ts';
import { indexProject } from '../state/project-index.ts';
import { aProject } from '../state/project.testing.ts';
import { localWords, troubleWords } from './publish-words.ts';

const placement = { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' };
const connectors = [
  connectorSchema.parse({
    id: 'pay',
    name: 'Pay',
    provider: 'custom',
    urlPatterns: [],
    secretPlacement: placement,
  }),
];
const index = indexProject({ ...aProject([]), connectors });

test('a missing secret is named by what it is for', () => {
  const error = new AppError('PUBLISH_INCOMPLETE', 'Secrets: connector:pay', {
    details: { missing: { secrets: ['connector:pay'] } },
  });
  expect(troubleWords(error, index)).toContain('Secret of the connector “Pay”');
});

test('other troubles are said in their own words', () => {
  expect(troubleWords(new AppError('PUBLISH_CONFLICT', 'Kim was first.'), index)).toBe('Kim was first.');
});

test('a file is told from an address', () => {
  expect(localWords({ id: 'shop', name: 'Shop', server: 'sqlite:/data/shop.db' })).toContain(
    'the SQLite file /data/shop.db',
  );
  expect(localWords({ id: 'near', name: 'Near', server: 'https://10.0.0.1' })).toContain('https://10.0.0.1');
});
