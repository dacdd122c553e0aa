// What a runtime is told from outside: environment variables. Invariant: a value that cannot be used is refused by name, at start.
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { isOrigin } from './access/origin.ts';

const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/u)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .default(fallback)
    .describe(`a whole number from ${least} to ${most}`);
const isOn = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')
  .describe('1 or 0');
const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .refine((origins) => origins.every(isOrigin))
  .describe('origins as browsers write them, such as https://www.example.com, with commas between them');

const settingsSchema = z.object({
  PORT: whole(0, 65_535, 8080),
  /** Only this computer, unless it is told otherwise. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DIALOGRAM_DATA: z
    .string()
    .min(1)
    .default('dialogram-data')
    .transform((folder) => resolve(folder)),
  DIALOGRAM_MASTER_KEY: z.string().optional(),
  /** Origins besides those of widget keys that browsers may call from. */
  DIALOGRAM_ORIGINS: list,
  /** A proxy in front says who asks (`X-Forwarded-For`) and that it was over TLS (`X-Forwarded-Proto`). */
  DIALOGRAM_TRUST_PROXY: isOn,
  /** Development: connectors may reach this computer and its network. */
  DIALOGRAM_ALLOW_LOCAL: isOn,
  /** Requests per second and key. */
  DIALOGRAM_KEY_RATE: whole(1, 1_000_000, 5000),
  /** Requests per minute of an end user, and of an address that has no key. */
  DIALOGRAM_USER_RATE: whole(1, 1_000_000, 60),
  /** Processes that run code steps, at most. */
  DIALOGRAM_RUNNERS: whole(1, 64, 4),
  DIALOGRAM_LOG: z
    .enum(levels)
    .default('info')
    .describe(`one of ${levels.join(', ')}`),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Throws INVALID_INPUT. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  const expected = Object.entries(settingsSchema.shape).find(([key]) => key === name)?.[1].description;
  throw new AppError(
    'INVALID_INPUT',
    `${name} cannot be used: it is “${given[name] ?? ''}” and has to be ${expected ?? 'something else'}.`,
    { blame: 'environment' },
  );
}
