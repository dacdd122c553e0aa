// What may be kept as a secret: what can be sent in a header, and can be told apart from other text.
import { shortestSecret } from '#shared/drivers/http/secret-redactor.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Without the space around it. Throws INVALID_INPUT; the message has nothing of the secret. */
export function checkedSecret(given: string): string {
  const secret = given.trim();
  if (secret.length < shortestSecret) {
    throw new AppError(
      'INVALID_INPUT',
      `A secret has at least ${shortestSecret} characters; a shorter one could not be told apart from other text in answers and taken out of them.`,
    );
  }
  if (!/^[\x20-\x7e]+$/u.test(secret)) {
    throw new AppError(
      'INVALID_INPUT',
      'A secret has letters, digits and signs of the English keyboard only, and no line break. Look whether something else was pasted with it.',
    );
  }
  return secret;
}
