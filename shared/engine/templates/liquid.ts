// LiquidJS as templates may use it: no files, no prototypes, no chance, no clock of the machine, and bounded work.
// Invariants: the same source and values always render the same text; values are never parsed as templates
// (filters that take an expression as text are gone).
import { Context, Liquid } from 'liquidjs';
import { formatDate, readMoment } from './format-date.ts';

export const templateLimits = {
  /** Work of filters and ranges: characters and items handled. */
  memory: 1_000_000,
  /** Parts rendered, each pass of a loop counted. */
  renders: 20_000,
  /** Characters that come out. */
  output: 20_000,
} as const;

/** A value of the conversation on its way into a text, to be written as the text needs it. */
export class Interpolated {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
  toString(): string {
    return textOf(this.value);
  }
}

// LiquidJS hands what this gives to the emitter as it is, but types it as the string it would write itself.
function interpolate(value: unknown): string;
function interpolate(value: unknown): unknown {
  return new Interpolated(value);
}

export const liquid = createLiquid();

function createLiquid(): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    outputEscape: interpolate,
    locale: 'en-US',
    timezoneOffset: 0,
    parseLimit: 50_000,
    memoryLimit: templateLimits.memory,
  });
  for (const tag of ['include', 'render', 'layout', 'block', 'tablerow'])
    Reflect.deleteProperty(engine.tags, tag);
  for (const filter of Object.keys(engine.filters)) {
    // Expressions given as text could come from a customer; `sample` is chance.
    if (filter.endsWith('_exp') || filter === 'sample') engine.unregisterFilter(filter);
  }
  const formats = {
    date: '%A, %B %-e, %Y at %-l:%M %P %z',
    date_to_xmlschema: '%Y-%m-%dT%H:%M:%S%:z',
    date_to_rfc822: '%a, %d %b %Y %H:%M:%S %z',
    date_to_string: '%d %b %Y',
    date_to_long_string: '%d %B %Y',
  };
  for (const [name, preset] of Object.entries(formats)) {
    engine.registerFilter(name, function (value: unknown, format: unknown): unknown {
      const { now, timeZone } = momentOf(this.context);
      const moment = readMoment(value, now, timeZone);
      if (moment === undefined) return value;
      return formatDate(moment, timeZone, name === 'date' && format !== undefined ? textOf(format) : preset);
    });
  }
  return engine;
}

interface Moment {
  readonly now: number;
  readonly timeZone: string;
}

const momentKey = 'moment';

/** A context for one rendering, with its limits. */
export function createContext(variables: object, moment: Moment): Context {
  const context = new Context(variables, liquid.options, { sync: true }, { liquid });
  context.setRegister(momentKey, moment);
  let renders = 0;
  // LiquidJS checks the machine's clock here, which would make the limit depend on the machine's load.
  context.renderLimit.check = () => {
    renders += 1;
    if (renders > templateLimits.renders) throw new RangeError('template render limit exceeded');
  };
  return context;
}

function momentOf(context: Context): Moment {
  return context.getRegister<Moment>(momentKey, { now: 0, timeZone: 'UTC' });
}

/** A value as people read it: lists separated by commas, objects as JSON, nothing as nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map(textOf).join(', ');
  }
  if (value instanceof Interpolated) return textOf(value.value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value) ?? '';
}
