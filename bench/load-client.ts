// A client that costs as little as can be, since it shares the processor with what it measures: one connection that is kept, one
// request at a time, and of each answer no more than its status and its end.
import { connect, type Socket } from 'node:net';

interface LoadClient extends Disposable {
  /** Sends a request and waits for the end of its answer; whether that was 200. */
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<boolean>;
}

export function createLoadClient(url: string): LoadClient {
  const { hostname, port, host } = new URL(url);
  const socket: Socket = connect(Number(port), hostname).setNoDelay(true).setEncoding('latin1');
  let answer = '';
  let waiting: PromiseWithResolvers<boolean> | undefined;
  socket.on('data', (chunk) => {
    answer += String(chunk);
    if (!isWhole(answer)) return;
    waiting?.resolve(answer.startsWith('HTTP/1.1 200'));
    answer = '';
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('The connection was closed.')));
  return {
    post(path, body, headers = {}) {
      waiting = Promise.withResolvers();
      const fields = { host, 'content-type': 'application/json', 'content-length': body.length, ...headers };
      const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
      return waiting.promise;
    },
    [Symbol.dispose]: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/iu.exec(answer)?.[1];
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number(length);
}
