// The runner's check of what the parent says. By hand, because a schema library would have to be readable by,
// and loaded into, every runner.
import type { AnswerMessage, RunMessage } from '../protocol/messages.ts';

/** The message, or undefined when it is anything else. */
export function readMessage(message: unknown): RunMessage | AnswerMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(message, key);
    return typeof value === 'string' ? value : undefined;
  };
  const number = (key: string): number | undefined => {
    const value: unknown = Reflect.get(message, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const [type, id] = [text('type'), number('id')];
  if (type === 'answer') {
    const [call, json] = [number('call'), text('json')];
    return id === undefined || call === undefined || json === undefined
      ? undefined
      : { type, id, call, json };
  }
  const [code, input, seed, entropy] = [text('code'), text('input'), text('seed'), text('entropy')];
  const [realm, now, cpuMs] = [text('realm'), number('now'), number('cpuMs')];
  const [memoryMb, resultBytes] = [number('memoryMb'), number('resultBytes')];
  if (type !== 'run' || code === undefined || input === undefined) return undefined;
  if (realm === undefined || seed === undefined || entropy === undefined) return undefined;
  if (id === undefined || now === undefined || cpuMs === undefined) return undefined;
  if (memoryMb === undefined || resultBytes === undefined) return undefined;
  return { type, id, realm, code, input, seed, entropy, now, cpuMs, memoryMb, resultBytes };
}
