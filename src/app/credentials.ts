/** The settings of the App, complete, or a sentence for each thing to put right. */
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AuditError } from '../audit/ports.ts';
import { type Environment, parseEnvironment, parsePrivateKey } from '../config/parse-environment.ts';

export type Settings = Omit<Environment, 'privateKey'> & { readonly privateKey: string };

/** Throws `AuditError` (config) whose message says what to do, one line for each variable. */
export async function readSettings(variables: Readonly<Record<string, string | undefined>>): Promise<Settings> {
  const parsed = parseEnvironment(variables);
  if (!parsed.ok) throw new AuditError('config', parsed.problems.map(({ message }) => message).join('\n'));
  const { environment } = parsed;
  const privateKey =
    'pem' in environment.privateKey ? environment.privateKey.pem : await readKey(environment.privateKey.path);
  // Tokens of Apps are signed with RS256; an elliptic key is well-formed and never works.
  if (createPrivateKey(privateKey).asymmetricKeyType !== 'rsa') {
    throw new AuditError(
      'config',
      'The private key is not an RSA key: generate one on the settings page of your GitHub App and set PRIVATE_KEY or PRIVATE_KEY_PATH to it.',
    );
  }
  return { ...environment, privateKey };
}

async function readKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${cause.code})` : '';
    const message = `PRIVATE_KEY_PATH names a file that cannot be read${reason}: set it to the .pem file of your GitHub App.`;
    throw new AuditError('config', message, { cause });
  });
  const pem = parsePrivateKey(text);
  if (pem !== null) return pem;
  throw new AuditError(
    'config',
    'The file of PRIVATE_KEY_PATH holds no private key in PEM format: set it to the .pem file of your GitHub App.',
  );
}
