// The window's one client, made when the window starts.
import { type Client, createClient } from './client.ts';
import { openTransport } from './transport.ts';

export const host: Client = createClient(openTransport());
