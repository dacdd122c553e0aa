// Real database servers on loopback, from the system's own packages (postgresql, mariadb-server), each with a folder of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DatabaseServer extends AsyncDisposable {
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

const password = 'database-password-1';
const certificates = join(import.meta.dirname, '../fixtures/tls');

/** With a user `author` who owns the database `shop`; speaks TLS as `localhost`, by the tests' authority. */
export async function startPostgresql(): Promise<DatabaseServer> {
  const programs = postgresqlPrograms();
  const own = ownFolder('dialogram-postgresql-');
  writeFileSync(join(own.folder, 'password'), password);
  for (const name of ['certificate.pem', 'key.pem']) {
    const copy = join(own.folder, name);
    cpSync(join(certificates, name), copy);
    execFileSync('chmod', ['600', copy]);
    own.give(copy);
  }
  own.give(join(own.folder, 'password'));
  const data = join(own.folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    [
      '--pgdata',
      data,
      '--no-sync',
      '--username=author',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--pwfile=${join(own.folder, 'password')}`,
    ],
    { stdio: 'pipe', ...own.as },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: own.folder,
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: join(own.folder, 'certificate.pem'),
    ssl_key_file: join(own.folder, 'key.pem'),
  };
  const server = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], ...own.as },
  );
  await saying(server, 'ready to accept connections');
  execFileSync(
    join(programs, 'createdb'),
    ['--host=127.0.0.1', `--port=${port}`, '--username=author', 'shop'],
    {
      env: { PGPASSWORD: password },
    },
  );
  return { port, username: 'author', password, [Symbol.asyncDispose]: () => end(server, own.folder) };
}

/** With a user `author` who may do everything in the database `shop`. */
export async function startMysql(): Promise<DatabaseServer> {
  const own = ownFolder('dialogram-mysql-');
  const data = join(own.folder, 'data');
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'pipe', ...own.as },
  );
  const port = await freePort();
  const begin = join(own.folder, 'begin.sql');
  writeFileSync(
    begin,
    [
      'CREATE DATABASE shop;',
      `CREATE USER author@'%' IDENTIFIED BY '${password}';`,
      "GRANT ALL ON shop.* TO author@'%';",
      "GRANT FILE ON *.* TO author@'%';",
    ].join('\n'),
  );
  own.give(begin);
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(own.folder, 's')}`,
      `--pid-file=${join(own.folder, 'pid')}`,
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-log-bin',
      `--init-file=${begin}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], ...own.as },
  );
  await saying(server, 'ready for connections');
  return { port, username: 'author', password, [Symbol.asyncDispose]: () => end(server, own.folder) };
}

function postgresqlPrograms(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root).toSorted((left, right) => Number(right) - Number(left))
    : [];
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((path) => existsSync(join(path, 'postgres')));
  if (found !== undefined) return found;
  throw new Error('PostgreSQL is not here. Install the package postgresql.');
}

/** Both servers refuse to run as root, so there they run as nobody. */
function ownFolder(prefix: string) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (process.getuid?.() !== 0) return { folder, as: {}, give: (): void => undefined };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const as = { uid: id('-u'), gid: id('-g'), cwd: folder };
  const give = (path: string): void => chownSync(path, as.uid, as.gid);
  give(folder);
  return { folder, as, give };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Resolves once the server said it on stderr. */
async function saying(server: ChildProcess, words: string): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      if (said.includes(words)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`The database server ended: ${said.slice(-2000)}`)));
  });
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  server.removeAllListeners('exit');
  const ended = once(server, 'exit');
  server.kill('SIGQUIT');
  server.kill('SIGKILL');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
