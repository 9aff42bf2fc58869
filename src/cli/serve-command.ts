import { serveUntilStopped } from '../app/server.ts';
import { AuditError } from '../audit/ports.ts';
import { UsageError } from './arguments.ts';

/** `vigie serve`: the GitHub App, set up by the environment and by `.env` in the current folder, until the process is told to stop. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0)
    throw new UsageError(
      `"vigie serve" takes no arguments; it is set up by environment variables or .env (see .env.example)`,
    );
  readEnvFile();
  await serveUntilStopped(process.env);
  return 0;
}

/** What the environment sets already stays. */
function readEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!missing) throw new AuditError('config', '.env is there, but cannot be read', { cause });
  }
}
