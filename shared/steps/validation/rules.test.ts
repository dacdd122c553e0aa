import { expect, test } from 'vitest';
import {
  checkCard,
  checkEmail,
  checkIban,
  checkList,
  checkPhone,
  checkPostalCode,
  checkUrl,
} from './rules.ts';

const valueOf = (checked: ReturnType<typeof checkEmail>): string | undefined =>
  checked.isValid ? checked.value : undefined;

test.each([
  [' a@b', undefined],
  ['a..b@example.com', undefined],
  ['a@example', undefined],
  ['a@ex ample.com', undefined],
  ['Zoë@bücher.example', 'zoë@bücher.example'],
  [`${'a'.repeat(65)}@example.com`, undefined],
])('e-mail %s is %s', (text, wanted) => {
  expect(valueOf(checkEmail(text))).toBe(wanted);
});

test.each([
  ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
  ['DE89 3704 0044 0532 0130 01', undefined],
  ['GB82-WEST-1234-5698-7654-32', 'GB82WEST12345698765432'],
])('IBAN %s is %s', (text, wanted) => {
  expect(valueOf(checkIban(text))).toBe(wanted);
});

test.each([
  ['4242 4242 4242 4242', '•••• 4242'],
  ['4242 4242 4242 4241', undefined],
  ['0000 0000 0000 0000', undefined],
])('card %s is %s', (text, wanted) => {
  expect(valueOf(checkCard(text))).toBe(wanted);
});

test('phone numbers are of their country', async () => {
  expect(valueOf(await checkPhone('(415) 555-2671', 'US'))).toBe('+14155552671');
  expect(valueOf(await checkPhone('+44 20 7946 0958', ''))).toBe('+442079460958');
  expect(valueOf(await checkPhone('555', 'US'))).toBeUndefined();
});

test('postal codes, addresses and lists', () => {
  expect(valueOf(checkPostalCode('10115', 'de'))).toBe('10115');
  expect(valueOf(checkPostalCode('101', 'DE'))).toBeUndefined();
  expect(valueOf(checkPostalCode('sw1a 1aa', 'GB'))).toBe('SW1A 1AA');
  expect(valueOf(checkUrl('https://example.com/a?b=c'))).toBe('https://example.com/a?b=c');
  expect(valueOf(checkUrl('javascript:alert(1)'))).toBeUndefined();
  expect(valueOf(checkList(' GOLD', ['gold', 'silver']))).toBe('gold');
});
