// Whether a text is what it should be, and its usual form. Pure but for phone numbers, whose rules are loaded when first asked.
import { parseDate } from '#shared/util/zoned-date.ts';

export type Checked =
  | { readonly isValid: true; readonly value: string }
  /** In words for a customer. */
  | { readonly isValid: false; readonly problem: string };

const valid = (value: string): Checked => ({ isValid: true, value });
const invalid = (problem: string): Checked => ({ isValid: false, problem });

export function checkEmail(text: string): Checked {
  const [local = '', domain = '', ...rest] = text.split('@');
  const isRight =
    rest.length === 0 &&
    text.length <= 254 &&
    /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u.test(local) &&
    !/^\.|\.\.|\.$/u.test(local) &&
    /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u.test(domain);
  return isRight
    ? valid(`${local}@${domain}`.toLowerCase())
    : invalid('This is not an e-mail address. It looks like name@example.com.');
}

export async function checkPhone(text: string, country: string): Promise<Checked> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const code = country.trim().toUpperCase();
  const number = isSupportedCountry(code)
    ? parsePhoneNumberFromString(text.slice(0, 100), code)
    : parsePhoneNumberFromString(text.slice(0, 100));
  return number?.isValid() === true
    ? valid(number.number)
    : invalid('This is not a phone number. Write it with its country code, such as +49 30 901820.');
}

export function checkUrl(text: string): Checked {
  const isRight =
    text.length <= 2000 &&
    /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/iu.test(
      text,
    );
  return isRight ? valid(text) : invalid('This is not a web address. It looks like https://example.com.');
}

export function checkDate(text: string, timeZone: string): Checked {
  return parseDate(text, timeZone) === undefined
    ? invalid('This is not a date. Write it as 2026-12-24.')
    : valid(text);
}

/** Letters count as 10 to 35, the first four characters come last, and the rest of dividing by 97 must be 1 (ISO 13616). */
export function checkIban(text: string): Checked {
  const iban = text.replaceAll(/[\s-]/gu, '').toUpperCase();
  const wrong = invalid('This is not a bank account number. Check its digits; it begins with two letters.');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(iban)) return wrong;
  let rest = 0;
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1 ? valid(iban) : wrong;
}

/** By the sum of its digits (Luhn). Only its last four are given on. */
export function checkCard(text: string): Checked {
  const digits = text.replaceAll(/[\s-]/gu, '');
  const wrong = invalid('This is not a card number. Check its digits.');
  if (!/^\d{12,19}$/u.test(digits) || /^0+$/u.test(digits)) return wrong;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0 ? valid(`•••• ${digits.slice(-4)}`) : wrong;
}

/** Countries whose codes have one form; elsewhere any short code of letters and digits is taken. */
const postalCodes: Readonly<Record<string, RegExp>> = {
  AT: /^\d{4}$/u,
  AU: /^\d{4}$/u,
  BE: /^\d{4}$/u,
  BR: /^\d{5}-?\d{3}$/u,
  CA: /^[A-CEGHJ-NPR-TVXY]\d[A-CEGHJ-NPR-TV-Z] ?\d[A-CEGHJ-NPR-TV-Z]\d$/u,
  CH: /^\d{4}$/u,
  CZ: /^\d{3} ?\d{2}$/u,
  DE: /^\d{5}$/u,
  DK: /^\d{4}$/u,
  ES: /^\d{5}$/u,
  FI: /^\d{5}$/u,
  FR: /^\d{5}$/u,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/u,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/u,
  IN: /^[1-9]\d{5}$/u,
  IT: /^\d{5}$/u,
  JP: /^\d{3}-?\d{4}$/u,
  MX: /^\d{5}$/u,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/u,
  NO: /^\d{4}$/u,
  NZ: /^\d{4}$/u,
  PL: /^\d{2}-?\d{3}$/u,
  PT: /^\d{4}-\d{3}$/u,
  SE: /^\d{3} ?\d{2}$/u,
  US: /^\d{5}(?:-\d{4})?$/u,
};

export function checkPostalCode(text: string, country: string): Checked {
  const code = text.trim().toUpperCase();
  const known = country.trim().toUpperCase();
  const form = Object.hasOwn(postalCodes, known) ? postalCodes[known] : undefined;
  return (form ?? /^[A-Z0-9][A-Z0-9 -]{1,9}$/u).test(code)
    ? valid(code)
    : invalid('This is not a postal code of that country.');
}

/** Texts without regard to upper and lower case and outer spaces. */
export function checkList(text: string, allowed: readonly string[]): Checked {
  const wanted = text.trim().toLowerCase();
  const found = allowed.find((each) => each.trim().toLowerCase() === wanted);
  if (found !== undefined) return valid(found.trim());
  const some = allowed.slice(0, 10).join(', ');
  return invalid(`This is not one of ${some}${allowed.length > 10 ? ' and others' : ''}.`);
}
