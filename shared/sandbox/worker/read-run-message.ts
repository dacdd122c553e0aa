// The runner's check of what the parent says. By hand, because a schema library would have to be readable by,
// and loaded into, every runner.
import type { RunMessage } from '../protocol/messages.ts';

/** The message, or undefined when it is anything else. */
export function readRunMessage(message: unknown): RunMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(message, key);
    return typeof value === 'string' ? value : undefined;
  };
  const number = (key: string): number | undefined => {
    const value: unknown = Reflect.get(message, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const [type, code, input, seed] = [text('type'), text('code'), text('input'), text('seed')];
  const [id, now, cpuMs] = [number('id'), number('now'), number('cpuMs')];
  const [memoryMb, resultBytes] = [number('memoryMb'), number('resultBytes')];
  if (type !== 'run' || code === undefined || input === undefined || seed === undefined) return undefined;
  if (id === undefined || now === undefined || cpuMs === undefined) return undefined;
  if (memoryMb === undefined || resultBytes === undefined) return undefined;
  return { type, id, code, input, seed, now, cpuMs, memoryMb, resultBytes };
}
