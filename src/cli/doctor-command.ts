import type { Examined } from '../app/doctor/examined.ts';
import { UsageError } from './arguments.ts';
import { readEnvFile } from './env-file.ts';

const MARKS: Readonly<Record<Examined['state'], string>> = { good: 'ok   ', doubtful: 'look ', bad: 'WRONG' };

/** `vigie doctor [OWNER/NAME]`: what has to be right for the App to work, line by line; exit code 1 when something is wrong. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const [repository = null, ...rest] = args;
  if (rest.length > 0 || (repository !== null && !/^[\w.-]+\/[\w.-]+$/.test(repository)))
    throw new UsageError('"vigie doctor" takes at most one repository, as OWNER/NAME');
  readEnvFile();
  const { examine } = await import('../app/doctor/examine.ts');
  const examined = await examine(process.env, { repository });
  process.stdout.write(`${examined.map(lineOf).join('\n')}\n`);
  return examined.some(({ state }) => state === 'bad') ? 1 : 0;
}

function lineOf({ subject, state, detail, remedy }: Examined): string {
  const line = `${MARKS[state]}  ${subject}: ${detail}`;
  return remedy === null ? line : `${line}\n         ${remedy}`;
}
