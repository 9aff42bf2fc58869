/** Text of a configuration file → its facts, for every format but Python. Broken text is input: the result says what is wrong. */
import type { FactProblem, FileFacts, FileKind, SecretFact } from '../../model/facts.ts';
import { readDockerfile } from './dockerfile.ts';
import { readEnvFile } from './env-file.ts';
import { readIni } from './ini.ts';
import { readJson } from './json.ts';
import { readLock } from './lock.ts';
import { readProcfile } from './procfile.ts';
import { readProxyLimits } from './proxy-limits.ts';
import { LimitReached, Reading } from './reading.ts';
import { readRequirements } from './requirements.ts';
import { readPatterns, readScript } from './script.ts';
import { readToml } from './toml.ts';
import { readVersions } from './versions.ts';
import { readYaml } from './yaml.ts';

export type ConfigFacts = Pick<
  FileFacts,
  | 'env'
  | 'documents'
  | 'requirements'
  | 'dockerfile'
  | 'procfile'
  | 'proxyLimits'
  | 'locked'
  | 'versions'
  | 'script'
  | 'patterns'
> & {
  readonly problems: readonly FactProblem[];
};

/** UTF-16 units. Configuration that people write is far below; what is above is data, and costs seconds to parse. */
const MAX_LENGTH = 1 << 20;
/** Broken YAML is read at less than 1 MB a second. */
const MAX_YAML_LENGTH = 1 << 19;

/**
 * Reads `text` as a file of this kind; kinds that are no configuration give no facts. Offsets are UTF-16 units into
 * `text`. `secrets` are those of the same text: values that overlap one are masked. Never throws on any input.
 */
export function extractConfig(text: string, kind: FileKind, secrets: readonly SecretFact[]): ConfigFacts {
  const reading = new Reading(text, secrets);
  if (isApiDescription(text, kind)) return { documents: [], problems: [] };
  if (isConfig(kind) && text.length > (kind === 'yaml' ? MAX_YAML_LENGTH : MAX_LENGTH)) {
    const limit = kind === 'yaml' ? 'YAML above 512 KB' : 'configuration above 1 MB';
    reading.problem('too-large', { s: 0, e: 0 }, `${limit} is not parsed`);
    return { problems: reading.problems };
  }
  return { ...readKind(reading, text, kind), problems: reading.problems };
}

/** OpenAPI documents are generated, large and no configuration: parsing them would cost more than all else. */
function isApiDescription(text: string, kind: FileKind): boolean {
  if (kind === 'yaml') return text.length > 50_000 && /^(?:openapi|swagger)[ \t]*:/m.test(text);
  return kind === 'json' && /^\s*\{\s*"(?:openapi|swagger)"\s*:/.test(text.slice(0, 200));
}

function isConfig(kind: FileKind): boolean {
  return kind !== 'python' && kind !== 'text' && kind !== 'lock' && kind !== 'ignored';
}

function readKind(reading: Reading, text: string, kind: FileKind): Omit<ConfigFacts, 'problems'> {
  try {
    switch (kind) {
      case 'env':
        return { env: readEnvFile(reading) };
      case 'yaml':
        return { documents: readYaml(reading) };
      case 'toml':
        return { documents: readToml(reading) };
      case 'ini':
        return { documents: readIni(reading) };
      case 'json':
        return { documents: readJson(reading) };
      case 'requirements':
        return { requirements: readRequirements(reading) };
      case 'dockerfile':
        return { dockerfile: readDockerfile(reading) };
      case 'procfile':
        return { procfile: readProcfile(reading) };
      case 'text': {
        const proxyLimits = readProxyLimits(text);
        const versions = readVersions(text);
        const script = readScript(reading);
        const patterns = readPatterns(text);
        return {
          ...(proxyLimits.length > 0 && { proxyLimits }),
          ...(versions.length > 0 && { versions }),
          ...(script.length > 0 && { script }),
          ...(patterns.length > 0 && { patterns }),
        };
      }
      case 'lock':
        return { locked: readLock(text) };
      case 'python':
      case 'ignored':
        return {};
      default:
        return kind satisfies never;
    }
  } catch (error) {
    if (error instanceof LimitReached) return {};
    throw error;
  }
}
