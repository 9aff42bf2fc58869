/** Runs git on a repository that is not trusted: no hooks, no helpers, no prompts, no network. */
import { spawn } from 'node:child_process';
import { AuditError } from '../audit/ports.ts';

/** Settings that keep a repository's own configuration from running programs or reaching out. */
const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'diff.external=',
  'protocol.allow=never',
];
const OPTIONS = [...SAFE_SETTINGS.flatMap((setting) => ['-c', setting]), '--no-pager', '--no-replace-objects'];

/** Settings of git by name: those of the repository do not count any more. */
export type Overrides = ReadonlyMap<string, string>;

/** The environment for git: the caller's own GIT_* variables would point it at another repository. */
function environment(overrides: Overrides): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  // Not by `-c`, which takes a "=" inside a name for the end of it.
  const settings = [...overrides].flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries([...inherited, ...settings]),
    GIT_CONFIG_COUNT: String(overrides.size),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}

/** Starts git in `directory`, its input and output piped. */
export function startGit(directory: string, args: readonly string[], overrides: Overrides = new Map()) {
  return spawn('git', [...OPTIONS, ...args], { cwd: directory, env: environment(overrides), stdio: 'pipe' });
}

/** The output of a git command. Throws `AuditError` (config) with git's own words when it fails. */
export async function git(directory: string, args: readonly string[], overrides?: Overrides): Promise<Buffer> {
  const child = startGit(directory, args, overrides);
  child.stdin.end();
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(
        new AuditError('config', `git cannot be started (${cause.message}): install it to audit a repository`, {
          cause,
        }),
      ),
    );
    child.on('close', resolve);
  });
  if (code === 0) return Buffer.concat(output);
  const reason = reasonIn(Buffer.concat(errors).toString('utf8'));
  throw new AuditError('config', `git ${args[0] ?? ''} failed in ${directory}: ${reason || `exit code ${code}`}`);
}

/** What git says about a failure, on one line: warnings stand above it, hints what to do below. */
export function reasonIn(said: string): string {
  return said
    .slice(Math.max(0, said.indexOf('fatal:')))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Overrides for commands that read files of the working tree: git would pass them through the programs that the
 * repository's own configuration names.
 */
export async function withoutFilters(directory: string): Promise<Overrides> {
  const listed = fields(await git(directory, ['config', '--null', '--name-only', '--list']));
  const programs = listed.filter((name) => /^filter\..*\.(?:clean|smudge|process)$/s.test(name));
  const required = listed.filter((name) => /^filter\..*\.required$/s.test(name));
  return new Map([...programs.map((name) => [name, ''] as const), ...required.map((name) => [name, 'false'] as const)]);
}

/** The NUL-separated fields of a `-z` output. */
export function fields(output: Buffer): readonly string[] {
  const text = output.toString('utf8');
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}
