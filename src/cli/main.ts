#!/usr/bin/env node
/** The command line: chooses the command, turns failures into sentences and exit codes. */
import { enableCompileCache } from 'node:module';
import { AuditError } from '../audit/ports.ts';
import { UsageError } from './arguments.ts';
import { USAGE } from './usage.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Loaded when named, so that an audit does not wait for the web server's code. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./audit-command.ts')).auditCommand,
  routes: async () => (await import('./inspect-commands.ts')).routesCommand,
  schema: async () => (await import('./inspect-commands.ts')).schemaCommand,
  migration: async () => (await import('./migration-command.ts')).migrationCommand,
  rules: async () => (await import('./rules-command.ts')).rulesCommand,
  config: async () => (await import('./config-command.ts')).configCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  worker: async () => (await import('./serve-command.ts')).workerCommand,
};

/** The `engines` of package.json, of which npm only warns. */
const OLDEST_NODE = 22;

async function main([name, ...args]: readonly string[]): Promise<number> {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < OLDEST_NODE)
    throw new AuditError('config', `Node 22.12 or newer is needed; this is ${node}`);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h' || args.includes('--help')) {
    process.stdout.write(USAGE);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw new UsageError(`there is no command "${name}"`);
  return (await load())(args);
}

/** What was compiled for the last call need not be compiled again: a third of a second of each start. */
enableCompileCache();

/** The reader went away (`vigie audit | head`): there is nobody left to tell. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(2);
  throw error;
});

/** Exit code 2, whatever failed: Node's own for an error that nobody caught is 1, which means findings here. */
function fail(error: unknown): void {
  process.exitCode = 2;
  if (error instanceof UsageError) process.stderr.write(`vigie: ${error.message}\nSee "vigie help".\n`);
  else if (error instanceof AuditError) process.stderr.write(`vigie: ${error.message}\n`);
  else process.stderr.write(`vigie: a defect of Vigie: ${error instanceof Error ? error.stack : String(error)}\n`);
}

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  fail(error);
}
