// How a shell serves the built window: one content security policy, one path rule and one list of types for
// Electron's app protocol and the studio's server.
// Invariants: a path that leaves the served folder cannot be expressed; nothing inline or evaluated ever runs.

/** `connect` is where the page may open sockets besides its own origin, such as `ws://127.0.0.1:4610`. */
export function pageHeaders(connect?: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${connect === undefined ? '' : ` ${connect}`}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

export interface PageFile {
  /** Relative to the served folder, with `/` between its parts. */
  readonly path: string;
  readonly type: string;
}

/** The file that a request for `pathname` means, or undefined when there can be none. `/` is the page itself. */
export function pageFile(pathname: string): PageFile | undefined {
  const path = pathname === '/' ? 'index.html' : pathname.slice(1);
  const parts = path.split('/');
  if (!pathname.startsWith('/') || !parts.every((part) => /^[\w-][\w.-]*$/.test(part))) return undefined;
  const type = types[path.slice(path.lastIndexOf('.') + 1)];
  return type === undefined ? undefined : { path, type };
}
