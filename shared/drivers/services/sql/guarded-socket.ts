// Connections to databases: the same guard of addresses as for everything that goes out.
import { lookup } from 'node:dns';
import { isIP, Socket } from 'node:net';
import { checkUrl, guardedLookup } from '../../http/guard-url.ts';

export class GuardedSocket extends Socket {
  readonly #host: string;
  readonly #port: number;
  readonly #allowsLocal: boolean;

  /** Throws HTTP_REFUSED for an address that may not be reached; a name is checked when it is looked up. */
  constructor(host: string, port: number, allowsLocal: boolean) {
    super();
    this.#host = host;
    this.#port = port;
    this.#allowsLocal = allowsLocal;
    const family = isIP(host);
    if (family === 0) return;
    checkUrl(new URL(`https://${family === 6 ? `[${host}]` : host}`), { permits: () => true, allowsLocal });
  }

  /** Drivers connect it themselves; where to, and by which lookup, is decided here. */
  override connect(): this {
    return super.connect({
      host: this.#host,
      port: this.#port,
      lookup: guardedLookup(lookup, this.#allowsLocal),
    });
  }
}
