/** No regular expression that reads the text of a repository may take time that grows faster than the text allows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import type { VulnerableDiagnostics } from 'recheck';

// In this process: no Java and no binary of a platform.
process.env.RECHECK_BACKEND = 'pure';
const { check } = await import('recheck');

interface Expression {
  readonly source: string;
  readonly flags: string;
}

const FOLDER = 'src/facts';
/** Patterns are asked of windows and values of at most this many characters, so that their square is little. */
const MAX_DEGREE = 2;
/** Milliseconds. What explodes is recognised at once; what takes longer is large, and is let pass. */
const PATIENCE = 150;

describe('regular expressions', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const literals = files.flatMap((file) =>
    expressionsIn(parseSync(readFileSync(join(FOLDER, file), 'utf8'), { syntax: 'typescript' })),
  );

  it('are all looked at', () => {
    expect(literals.length).toBeGreaterThan(200);
  });

  it('that are literals do not explode', async () => {
    expect(await explosive(literals.filter(mayRepeat))).toEqual([]);
  }, 120_000);

  it('that are put together do not explode', async () => {
    expect(await explosive((await constructed()).filter(mayRepeat))).toEqual([]);
  }, 120_000);

  it('that explode are recognised', async () => {
    expect(await explosive([{ source: '^(?:a+|b)*$', flags: '' }])).toHaveLength(1);
  });
});

/** Without a repetition that has no end, time is bounded by the expression itself. */
function mayRepeat({ source }: Expression): boolean {
  return /[*+]|\{\d+,\}/.test(source);
}

async function explosive(expressions: readonly Expression[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { source, flags } of expressions) {
    const verdict = await check(source, flags, { checker: 'automaton', timeout: PATIENCE });
    if (verdict.status === 'vulnerable' && degreeOf(verdict) > MAX_DEGREE) found.push(`/${source}/${flags}`);
  }
  return found;
}

function degreeOf({ complexity }: VulnerableDiagnostics): number {
  return complexity.type === 'polynomial' ? complexity.degree : Number.POSITIVE_INFINITY;
}

function expressionsIn(node: unknown): readonly Expression[] {
  if (Array.isArray(node)) return node.flatMap(expressionsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, pattern, flags }: { type?: unknown; pattern?: unknown; flags?: unknown } = node;
  if (type === 'RegExpLiteral') return [{ source: String(pattern), flags: String(flags) }];
  return Object.values(node).flatMap(expressionsIn);
}

/** Those that modules make of parts when they are loaded. */
async function constructed(): Promise<readonly Expression[]> {
  const made: Expression[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [source, flags = '']: [string, string?]) => {
      made.push({ source: String(source), flags });
      return new target(source, flags);
    },
  });
  try {
    await import('../../src/facts/secrets/find-secrets.ts');
  } finally {
    globalThis.RegExp = original;
  }
  expect(made.length).toBeGreaterThan(5);
  return made;
}
