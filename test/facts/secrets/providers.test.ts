/** What providers hand out, wherever a repository may keep it; and what only looks like it. */
import { describe, expect, it } from '@jest/globals';
import { findSecrets } from '../../../src/facts/secrets/find-secrets.ts';
import type { FileKind, SecretFact } from '../../../src/model/facts.ts';
import { filled, madeOf, PROVIDER_SHAPES } from './provider-shapes.ts';

type Context = (name: string, value: string) => string;
const CONTEXTS: readonly (readonly [string, FileKind, Context])[] = [
  ['Python', 'python', (name, value) => `import os\n\n${name.toLowerCase()} = "${value}"\n`],
  ['.env', 'env', (name, value) => `DEBUG=1\n${name}=${value}\n`],
  ['YAML', 'yaml', (name, value) => `app:\n  ${name.toLowerCase()}: ${value}\n`],
  ['JSON', 'json', (name, value) => `{\n  "${name}": "${value}"\n}\n`],
  ['JavaScript', 'text', (name, value) => `const ${camelCase(name)} = '${value}';\n`],
  [
    'prose',
    'text',
    (name, value) =>
      name === NEUTRAL ? `We had ${value} here, which is out.\n` : `Run it with \`${name}=${value}\`.\n`,
  ],
];
const NEUTRAL = 'VALUE_A';
const SEEDS = ['1', '2', '3'];

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const live = (text: string, kind: FileKind): readonly SecretFact[] =>
  findSecrets(text, kind, 'k').filter(({ doubt }) => doubt === null || doubt === 'checksum');

/** `[found, all]` of a row in all contexts, under the provider's own name. */
function countFound({ provider, shape, name }: (typeof PROVIDER_SHAPES)[number]): readonly [number, number] {
  // The line of an `.npmrc`, and nothing else.
  const contexts = name?.startsWith('//') ? CONTEXTS.filter(([what]) => what === '.env') : CONTEXTS;
  const found = contexts.flatMap(([, kind, write]) =>
    SEEDS.map((seed) => live(write(name ?? NEUTRAL, madeOf(shape, seed)), kind)),
  );
  const own = found.filter((facts) => facts.some(({ label }) => label.toLowerCase().includes(provider.toLowerCase())));
  return [own.length, found.length];
}

/** Revoked on a server whose address only its owner knows. */
const SELF_HOSTED = ['OpenShift', 'Docker', 'Docker', 'Drone', 'Infisical', 'age', 'Octopus', 'Teams'];

const COUNTS = PROVIDER_SHAPES.map((row) => [row, countFound(row)] as const);

describe('credentials of providers', () => {
  it.each(COUNTS.map(([row, count]) => [`${row.provider}: ${row.shape} ${row.name ?? ''}`, count] as const))(
    '%s are found under their name in most files',
    (_, [found, all]) => expect(found / all).toBeGreaterThanOrEqual(0.5),
  );

  it('are found in 99 of 100 places', () => {
    const sum = (which: 0 | 1): number => COUNTS.reduce((total, [, count]) => total + count[which], 0);
    expect(sum(0) / sum(1)).toBeGreaterThan(0.99);
  });

  it('say where they are revoked, nearly all of them', () => {
    const without = PROVIDER_SHAPES.filter(({ shape, name }) =>
      live(`${name ?? NEUTRAL}=${madeOf(shape, '1')}\n`, 'env').some(
        ({ revoke, type }) => revoke === null && !/^(?:generic|url-password|private-key|json-web)/.test(type),
      ),
    );
    expect(without.map(({ provider }) => provider)).toEqual(SELF_HOSTED);
  });
});

const TELLING = PROVIDER_SHAPES.filter(({ shape, name }) => name === null && !/:\/\/|\{|;|^<[a-z]+:\d+>-/.test(shape));

describe('what only looks like them', () => {
  const cases: readonly (readonly [string, (shape: string) => string])[] = [
    [
      'is too short',
      (shape) => filled(shape, (alphabet, length) => madeOf(`<${alphabet}:${Math.min(length, 5)}>`, '1')),
    ],
    ['is filled with x', (shape) => filled(shape, (_, length) => 'x'.repeat(length))],
    ['counts up', (shape) => filled(shape, (_, length) => '0123456789'.repeat(30).slice(0, length))],
    ['is of other letters', (shape) => filled(shape, (_, length) => '[$%&?]'.repeat(60).slice(0, length))],
  ];
  it.each(cases)('%s: silent', (_, write) => {
    const told = TELLING.filter(({ shape }) => live(`value = "${write(shape)}"\n`, 'python').length > 0);
    expect(told.map(({ shape }) => shape)).toEqual([]);
  });

  it.each([
    ['AKIA', 'IOSFODNN7EXAMPLE'],
    ['sk_test_', '4eC39HqLyjWDarjtT1zdp7dc'],
    ['xoxb-17653672481-', '19874698323-pdFZKVeTuE8sk7oOcHrzqqgy'],
    ['SG.ngeVfQFYQlKU0ufo8x5d1A.', 'TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr'],
    ['110201543:AAHdqTcvCH1v', 'GWJxfSeofSAs0K5PALDsaw'],
    ['https://hooks.slack.com/services/', 'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'],
    [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.',
      'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
    ],
  ])('%s… stands in a documentation: silent', (head, rest) => {
    expect(live(`value = "${head}${rest}"\n`, 'python')).toEqual([]);
  });
});
