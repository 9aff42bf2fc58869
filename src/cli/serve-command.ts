import { UsageError } from './arguments.ts';
import { readEnvFile } from './env-file.ts';

const SETTINGS = 'it is set up by environment variables or .env (see .env.example)';

/** `vigie serve`: the GitHub App, set up by the environment and by `.env` in the current folder, until the process is told to stop. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  const webOnly = args.includes('--no-worker');
  if (args.some((arg) => arg !== '--no-worker'))
    throw new UsageError(`"vigie serve" takes no argument but --no-worker; ${SETTINGS}`);
  readEnvFile();
  if (webOnly) needDatabase('"vigie serve --no-worker"');
  const { serveUntilStopped } = await import('../app/server.ts');
  await serveUntilStopped(process.env, { webOnly });
  return 0;
}

/** `vigie worker`: carries out what `vigie serve` accepts elsewhere. */
export async function workerCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new UsageError(`"vigie worker" takes no arguments; ${SETTINGS}`);
  readEnvFile();
  needDatabase('"vigie worker"');
  const { workUntilStopped } = await import('../app/worker-process.ts');
  await workUntilStopped(process.env);
  return 0;
}

function needDatabase(command: string): void {
  if ((process.env.DATABASE_URL ?? '').trim() !== '') return;
  throw new UsageError(
    `${command} needs DATABASE_URL: web and worker as processes apart meet in a PostgreSQL server; "vigie serve" alone needs none`,
  );
}
