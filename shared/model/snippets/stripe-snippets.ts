// Stripe, as its API is documented: lists in `data`, amounts in the smallest unit, errors in `error.message`.
// The customer is the one of the profile, never the one that args name: an AI can be talked into any id.
import { guard } from './guard-snippet.ts';
import type { CodeSnippet, Declaration } from './snippet.ts';

const stripe: Declaration = {
  name: 'stripe',
  code: `const stripe = 'https://api.stripe.com';`,
};

const customerId: Declaration = {
  name: 'stripeCustomerId',
  code: `/** The customer's own id at Stripe, from the profile. Another one in args is refused. */
function stripeCustomerId(context, args) {
  const id = context.user.attrs?.stripeCustomerId;
  if (typeof id !== 'string' || !/^cus_\\w+$/.test(id)) throw new Error('This customer has no stripeCustomerId');
  if (args.customerId !== undefined && args.customerId !== id) throw new Error('That is not the id of this customer');
  return id;
}`,
};

const ask: Declaration = {
  name: 'askStripe',
  code: `/** Asks Stripe; the connector adds the key. */
async function askStripe(path, options) {
  const response = await fetch(stripe + path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error('Stripe refused: ' + (answer.error?.message ?? 'status ' + response.status));
  return answer;
}`,
};

const shared: readonly Declaration[] = [stripe, guard, customerId, ask];

export const stripeSnippets: readonly CodeSnippet[] = [
  {
    id: 'stripe-subscription',
    title: 'Stripe: look up the subscription',
    about:
      'Gives plan, status, price and next payment. Needs the attribute stripeCustomerId and a Stripe connector.',
    declarations: [
      ...shared,
      {
        name: 'lookUpSubscription',
        code: `/** The subscription that counts: one that runs, else the latest. Null when there is none. */
async function lookUpSubscription(context, args) {
  const customer = stripeCustomerId(context, args);
  const query = new URLSearchParams({ customer, status: 'all', limit: '10' });
  const { data } = await askStripe('/v1/subscriptions?' + query);
  const found = data.find(({ status }) => status === 'active' || status === 'trialing') ?? data[0];
  if (found === undefined) return null;
  const item = found.items?.data?.[0];
  const price = item?.price;
  const paidUntil = item?.current_period_end ?? found.current_period_end;
  return {
    plan: price?.nickname ?? price?.lookup_key ?? price?.id ?? 'unknown',
    status: found.status,
    amount: (price?.unit_amount ?? 0) / 100,
    currency: (price?.currency ?? '').toUpperCase(),
    interval: price?.recurring?.interval ?? '',
    paidUntil: paidUntil === undefined ? null : new Date(paidUntil * 1000).toISOString().slice(0, 10),
    isEnding: found.cancel_at_period_end === true,
  };
}`,
      },
    ],
    call: 'assertVerifiedWebUser(context);\nconst subscription = await lookUpSubscription(context, args);',
    result: '{ subscription }',
  },
  {
    id: 'stripe-invoices',
    title: 'Stripe: list invoices',
    about:
      'Gives the last ten invoices with a link to each. Needs the attribute stripeCustomerId and a Stripe connector.',
    declarations: [
      ...shared,
      {
        name: 'listInvoices',
        code: `/** The latest invoices, newest first. */
async function listInvoices(context, args) {
  const customer = stripeCustomerId(context, args);
  const query = new URLSearchParams({ customer, limit: '10' });
  const { data } = await askStripe('/v1/invoices?' + query);
  return data.map((invoice) => ({
    number: invoice.number ?? invoice.id,
    date: new Date(invoice.created * 1000).toISOString().slice(0, 10),
    total: invoice.total / 100,
    currency: invoice.currency.toUpperCase(),
    status: invoice.status,
    link: invoice.hosted_invoice_url ?? null,
  }));
}`,
      },
    ],
    call: 'assertVerifiedWebUser(context);\nconst invoices = await listInvoices(context, args);',
    result: '{ invoices }',
  },
  {
    id: 'stripe-billing-portal',
    title: 'Stripe: link to the billing portal',
    about:
      'Gives a link where the customer changes card and plan. Needs the attribute stripeCustomerId and a Stripe connector.',
    declarations: [
      ...shared,
      {
        name: 'createPortalLink',
        code: `/** A link that works for a short time and for this customer alone. */
async function createPortalLink(context, args) {
  const customer = stripeCustomerId(context, args);
  const body = new URLSearchParams({ customer });
  const { url } = await askStripe('/v1/billing_portal/sessions', { method: 'POST', body });
  return url;
}`,
      },
    ],
    call: 'assertVerifiedWebUser(context);\nconst portalLink = await createPortalLink(context, args);',
    result: '{ portalLink }',
  },
];
