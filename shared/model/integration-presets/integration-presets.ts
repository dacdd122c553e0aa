// All presets of integrations, in the order in which the gallery shows them.
import { demo } from './demo.ts';
import { googleCalendar } from './google-calendar.ts';
import { hubspot } from './hubspot.ts';
import type { IntegrationPreset } from './preset.ts';
import { rest } from './rest.ts';
import { sendgrid } from './sendgrid.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { stripe } from './stripe.ts';
import { twilio } from './twilio.ts';
import { zendesk } from './zendesk.ts';

export const integrationPresets: readonly IntegrationPreset[] = [
  demo,
  stripe,
  shopify,
  hubspot,
  zendesk,
  googleCalendar,
  slack,
  twilio,
  sendgrid,
  rest,
];
