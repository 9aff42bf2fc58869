import { AuditError } from '../audit/ports.ts';

/** Reads `.env` in the current folder, where there is one. What the environment sets already stays. */
export function readEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!missing) throw new AuditError('config', '.env is there, but cannot be read', { cause });
  }
}
