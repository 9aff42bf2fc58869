import { parseWord, UsageError } from './arguments.ts';
import { CONFIGURATION_PATH, checkedConfiguration, readNamed } from './open-audit.ts';

/** `vigie config check [FILE]`: silent praise, or every problem with its line and column and exit code 2. */
export async function configCommand([subcommand, ...args]: readonly string[]): Promise<number> {
  if (subcommand !== 'check') throw new UsageError('"vigie config" knows one subcommand: check');
  const path = parseWord(args).word ?? CONFIGURATION_PATH;
  checkedConfiguration(await readNamed(path), path);
  process.stdout.write(`${path}: valid\n`);
  return 0;
}
