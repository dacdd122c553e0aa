// robots.txt as RFC 9309 has it: the rules of the group that names us, else those for everyone; the longest rule that fits counts.

export interface Robots {
  allows(url: string): boolean;
  readonly sitemaps: readonly string[];
}

interface Rule {
  readonly isAllowed: boolean;
  /** Octets of the path in the file, for the longest match. */
  readonly length: number;
  readonly parts: readonly string[];
  readonly isWhole: boolean;
}

/** Larger files are read up to here. */
const mostRules = 2000;

export function parseRobots(text: string, agent: string): Robots {
  const groups = new Map<string, Rule[]>();
  const sitemaps: string[] = [];
  let open: Rule[][] = [];
  let isNaming = false;
  let count = 0;
  for (const line of text.replace(/^\uFEFF/u, '').split(/\r\n?|\n/u)) {
    const [, name = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/iu.exec(line) ?? [];
    const [field, content] = [name.toLowerCase(), value.trim()];
    if (field === 'user-agent') {
      if (!isNaming) open = [];
      isNaming = true;
      const group = groups.get(content.toLowerCase()) ?? [];
      groups.set(content.toLowerCase(), group);
      open.push(group);
    } else if (field === 'allow' || field === 'disallow') {
      isNaming = false;
      count += 1;
      if (content === '' || count > mostRules) continue;
      for (const group of open) group.push(ruleOf(content, field === 'allow'));
    } else if (field === 'sitemap' && URL.canParse(content)) sitemaps.push(content);
  }
  const rules = groups.get(agent.toLowerCase()) ?? groups.get('*') ?? [];
  return {
    sitemaps,
    allows(url) {
      const { pathname, search } = new URL(url);
      const path = normal(pathname + search);
      const fitting = rules.filter((rule) => fits(rule, path));
      const longest = Math.max(...fitting.map(({ length }) => length));
      const deciding = fitting.filter(({ length }) => length === longest);
      return deciding.length === 0 || deciding.some(({ isAllowed }) => isAllowed);
    },
  };
}

function ruleOf(path: string, isAllowed: boolean): Rule {
  const isWhole = path.endsWith('$');
  const parts = normal(isWhole ? path.slice(0, -1) : path).split('*');
  return { isAllowed, length: path.length, parts, isWhole };
}

/** Part by part, so that no pattern makes it slow. */
function fits({ parts, isWhole }: Rule, path: string): boolean {
  const [first = '', ...others] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const found = isLast && isWhole ? path.length - part.length : path.indexOf(part, at);
    if (found < at || !path.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return !isWhole || at === path.length;
}

/** The same path may be written with and without escapes. */
function normal(path: string): string {
  try {
    return encodeURI(decodeURI(path));
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
