// The house rules no linter has, as one pass over the files of the repository: `node scripts/house-rules.ts`.
// Invariants: every rule names file and line and says what to do instead; generated and locked files are left alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typescriptProjects } from './lib/projects.ts';
import { repository, tool } from './lib/tool.ts';

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

interface TextRule {
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly message: string;
}

const code = /\.(?:[cm]?[jt]s|tsx)$/;
const pureCode = /^shared\/(?:engine|model|steps)\/(?!.*\.test\.ts$).*\.ts$/;

const textRules: readonly TextRule[] = [
  {
    files: /\.(?:[cm]?[jt]s|tsx|css|html|sh|md|ya?ml)$/,
    pattern: /\b(?:T[O]DO|FIX[M]E|XX[X]|HAC[K])\b/,
    message: 'Finish it now, or write an issue; the tree holds no notes to self.',
  },
  {
    files: code,
    pattern: /\b(?:test|it|describe|suite|testInfo)(?:\.\w+)*\.(?:only|skip|todo|fixme)\(/,
    message: 'Every test runs, always. Fix the test or remove it.',
  },
  {
    files: code,
    pattern: /\b(?:ox|es)lint-disable/,
    message: 'Follow the rule, or change it for all in .oxlintrc.json and say why.',
  },
  {
    files: code,
    pattern: /\bwaitForTimeout\b/,
    message: 'Wait for what should happen, not for time to pass.',
  },
  {
    files: code,
    pattern: /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*(?:\/\/[^\n]*\s*|\/\*[\s\S]*?\*\/\s*)*\}/,
    message: 'A comment does not handle an error: name the one you expect and rethrow the rest.',
  },
  {
    files: code,
    pattern: /\.catch\(\s*(?:async\s*)?\(\w*\)\s*=>\s*(?:\{\s*\}|undefined)\s*\)/,
    message: 'A swallowed rejection hides a failure: name the one you expect and rethrow the rest.',
  },
  {
    files: pureCode,
    pattern: /\bnew Date\(\s*\)/,
    message: 'Time is an effect: ask scope for it.',
  },
];

/** `kebab-case`, `.dot-file`, or the names the world expects with capitals (README.md, LICENSE, Dockerfile). */
const properName = /^(?:\.?[a-z0-9]+(?:[.-][a-z0-9]+)*|[A-Z]+(?:\.md)?|Dockerfile)$/;

/** Breaches in one file; `path` is relative to the repository, with forward slashes. */
export function checkFile(path: string, content: string): readonly Breach[] {
  const breaches: Breach[] = [];
  const wrongName = path.split('/').find((segment) => !properName.test(segment));
  if (wrongName !== undefined) {
    breaches.push({ path, line: 1, message: `Name it in kebab-case: ${wrongName}` });
  }
  for (const { files, pattern, message } of textRules) {
    if (!files.test(path)) continue;
    for (const match of content.matchAll(new RegExp(pattern, 'g'))) {
      breaches.push({ path, line: content.slice(0, match.index).split('\n').length, message });
    }
  }
  return breaches;
}

/** TypeScript that no tsconfig includes would never be type-checked. */
export function untypedFiles(paths: readonly string[], typed: ReadonlySet<string>): readonly Breach[] {
  return paths
    .filter((path) => /\.tsx?$/.test(path) && !typed.has(path))
    .map((path) => ({
      path,
      line: 1,
      message: 'No tsconfig includes this file, so nothing checks its types.',
    }));
}

function repositoryFiles(): readonly string[] {
  const listed = git('ls-files', '--cached', '--others', '--exclude-standard', '-z');
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(repository, path)));
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 26 });
}

function typedFiles(): ReadonlySet<string> {
  const compiler = tool('typescript', 'tsc');
  const typed = new Set<string>();
  for (const project of typescriptProjects()) {
    const args = [compiler, '--project', project, '--listFilesOnly'];
    // The exit code tells of syntax errors, which are for the types step to report.
    const { stdout } = spawnSync(process.execPath, args, {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    for (const path of stdout.split('\n')) {
      const relativePath = path
        .trim()
        .replaceAll('\\', '/')
        .slice(repository.length + 1);
      if (!relativePath.startsWith('node_modules/')) typed.add(relativePath);
    }
  }
  return typed;
}

function main(): void {
  const paths = repositoryFiles();
  const breaches = [
    ...paths.flatMap((path) => checkFile(path, readFileSync(join(repository, path), 'utf8'))),
    ...untypedFiles(paths, typedFiles()),
  ];
  for (const { path, line, message } of breaches) console.error(`${path}:${line}  ${message}`);
  console.log(`${paths.length} files, ${breaches.length} breaches of the house rules`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}

if (import.meta.main) main();
