// Finds the database servers that tests start, or installs them.
import { existsSync, readdirSync } from 'node:fs';
import type { Found } from './found.ts';
import { findCommand, installPackages } from './packages.ts';

const missing = (): readonly (readonly string[])[] => [
  ...(hasPostgresql() ? [] : [['postgresql']]),
  ...(findCommand('mariadbd') === undefined ? [['mariadb-server']] : []),
];

export function findDatabases(): Found<string> {
  const value = 'PostgreSQL and MariaDB';
  if (missing().length === 0) return { ok: true, value, from: 'installed' };
  installPackages(missing());
  if (missing().length === 0) return { ok: true, value, from: 'installed with apt' };
  const names = missing().flat().join(' and ');
  return { ok: false, why: `${names} is not installed, and could not be` };
}

function hasPostgresql(): boolean {
  const root = '/usr/lib/postgresql';
  return (
    existsSync(root) && readdirSync(root).some((version) => existsSync(`${root}/${version}/bin/postgres`))
  );
}
