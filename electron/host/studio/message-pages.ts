// The pages a browser gets in the place of the studio, in plain words. Plain HTML: they must work without anything else.

interface MessagePage {
  readonly title: string;
  /** What to do. */
  readonly advice: string;
}

export const messagePages = {
  noCookie: {
    title: 'This browser is not connected to Dialogram',
    advice: 'Open the link that stands in the terminal where Dialogram was started. Each link works once.',
  },
  usedLink: {
    title: 'This link has been used',
    advice: 'Every link works once. The terminal where Dialogram was started shows a new one.',
  },
  foreign: {
    title: 'Dialogram answers only at its own address',
    advice: 'Open the link that stands in the terminal where Dialogram was started, exactly as it is there.',
  },
  notFound: {
    title: 'There is no such page',
    advice: 'Go back to Dialogram at <a href="/">its start page</a>.',
  },
  notRead: {
    title: 'This address can only be read',
    advice: 'Go to Dialogram at <a href="/">its start page</a>.',
  },
  notBuilt: {
    title: 'Dialogram’s window is not built',
    advice: 'Run <code>npm run build</code>, then load this page again.',
  },
  broken: {
    title: 'Dialogram could not answer',
    advice: 'Load the page again. The terminal where Dialogram was started says what failed.',
  },
} as const satisfies Record<string, MessagePage>;

export function messagePage({ title, advice }: MessagePage): string {
  return page(title, `<h1>${title}</h1><p>${advice}</p>`);
}

/** Leads on by the page itself, so that the same-site cookie that comes with it is sent even when another site led here. */
export function signedInPage(address: string): string {
  const target = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return page(
    'Dialogram',
    `<p><a href="${target}">Go on to Dialogram</a></p>`,
    `<meta http-equiv="refresh" content="0;url=${target}">`,
  );
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title>${head}
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.25rem}</style>
</head><body>${body}</body></html>
`;
}
