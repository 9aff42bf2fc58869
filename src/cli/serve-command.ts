import { serveUntilStopped } from '../app/server.ts';
import { UsageError } from './arguments.ts';

/** `vigie serve`: the GitHub App, until the process is told to stop. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0)
    throw new UsageError(`"vigie serve" takes no arguments; it is set up by environment variables (.env.example)`);
  await serveUntilStopped(process.env);
  return 0;
}
