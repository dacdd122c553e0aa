import type { CodeSnippet, Declaration } from './snippet.ts';

export const guard: Declaration = {
  name: 'assertVerifiedWebUser',
  code: `/** Stops the step unless the customer signed in, the sign-in was confirmed, and the message did not come by e-mail. */
function assertVerifiedWebUser(context) {
  const { user, trigger, messages } = context;
  const last = trigger.kind === 'message' ? trigger.message : messages.findLast(({ role }) => role === 'user');
  if (user.type !== 'identified') throw new Error('The customer is not signed in');
  if (user.session?.verified !== true) throw new Error('The sign-in of the customer is not confirmed');
  // Anyone can write any sender on an e-mail.
  if (last?.channel?.kind === 'email') throw new Error('This is not done by e-mail');
}`,
};

export const guardSnippet: CodeSnippet = {
  id: 'assert-verified-web-user',
  title: 'Verified customers only',
  about: 'Stops the step for customers who are not signed in and confirmed, and for e-mails.',
  declarations: [guard],
  call: 'assertVerifiedWebUser(context);',
  result: '',
};
