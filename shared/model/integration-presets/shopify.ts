// https://shopify.dev/docs/api/admin-rest
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const shopify: IntegrationPreset = {
  id: 'shopify',
  title: 'Shopify',
  detail: 'Orders, discount codes, customers',
  blanks: [{ name: 'shop', label: 'Shop', placeholder: 'my-shop (of my-shop.myshopify.com)' }],
  service: httpService('https://{shop}.myshopify.com/admin/api/2025-10', {
    kind: 'api-key',
    placement: { in: 'header', name: 'X-Shopify-Access-Token', template: '{{secret}}' },
  }),
  requestsPerMinute: 100,
  secretLabel: 'Admin API access token',
  secretHint: 'shpat_…, of an app of your own',
  helpUrl: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  operations: [
    presetOperation({
      name: 'Check order status',
      method: 'GET',
      path: '/orders.json',
      parameters: [
        parameter('query', 'name', {
          name: 'orderNumber',
          description: 'As the customer has it, such as #1001.',
        }),
        parameter('query', 'status', { ...optional, fallback: 'any' }),
        parameter('query', 'fields', {
          ...optional,
          fallback: 'id,name,email,financial_status,fulfillment_status,order_status_url,total_price,currency',
        }),
      ],
      outputs: {
        orderId: 'orders[0].id',
        payment: 'orders[0].financial_status',
        fulfilment: 'orders[0].fulfillment_status',
        statusUrl: 'orders[0].order_status_url',
        email: 'orders[0].email',
        total: 'orders[0].total_price',
      },
      sample: {
        orders: [
          {
            id: 450_789_469,
            name: '#1001',
            email: 'jane@example.com',
            financial_status: 'paid',
            fulfillment_status: 'fulfilled',
            order_status_url: 'https://my-shop.example/orders/1',
            total_price: '59.90',
            currency: 'EUR',
          },
        ],
      },
    }),
    presetOperation({
      name: 'Apply a discount',
      description: 'Makes a discount code below a price rule.',
      method: 'POST',
      path: '/price_rules/{priceRule}/discount_codes.json',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'priceRule', { type: 'number' }),
        parameter('body', 'discount_code.code'),
      ],
      outputs: { code: 'discount_code.code', discountId: 'discount_code.id' },
      sample: {
        discount_code: { id: 1_054_381_139, price_rule_id: 507_328_175, code: 'SORRY10', usage_count: 0 },
      },
    }),
    presetOperation({
      name: 'Find a customer by e-mail',
      method: 'GET',
      path: '/customers/search.json',
      parameters: [parameter('query', 'query', { description: 'Such as email:jane@example.com.' })],
      outputs: {
        customerId: 'customers[0].id',
        firstName: 'customers[0].first_name',
        phone: 'customers[0].phone',
      },
      sample: {
        customers: [
          { id: 207_119_551, email: 'jane@example.com', first_name: 'Jane', phone: '+15555550100' },
        ],
      },
    }),
    presetOperation({
      name: 'Update contact info',
      method: 'PUT',
      path: '/customers/{customer}.json',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'customer', { type: 'number' }),
        parameter('body', 'customer.email', optional),
        parameter('body', 'customer.phone', optional),
        parameter('body', 'customer.first_name', optional),
        parameter('body', 'customer.last_name', optional),
      ],
      outputs: { customerId: 'customer.id', email: 'customer.email', phone: 'customer.phone' },
      sample: { customer: { id: 207_119_551, email: 'jane@example.com', phone: '+15555550100' } },
    }),
  ],
};
