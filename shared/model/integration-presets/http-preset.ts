import type { Authorization, HttpService } from '../entities/integration.ts';

export function httpService(
  baseUrl: string,
  authorization: Authorization,
  more: Partial<Pick<HttpService, 'headers' | 'idempotencyHeader'>> = {},
): HttpService {
  return { kind: 'http', baseUrl, authorization, headers: [], idempotencyHeader: '', ...more };
}
