/** The `## Examples` of a rule's README → small repositories, with the lines that must be reported. */
import type { Block } from '../../scripts/markdown-blocks.ts';
import { expandTokens } from '../world/tokens.ts';

export interface Example {
  readonly heading: string;
  readonly files: readonly ExampleFile[];
  /** Whether it tells two commits apart: then only what is new at head counts. */
  readonly hasBase: boolean;
}

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
  readonly side: 'both' | 'base' | 'head';
  /** Line in the file → text that the finding must name, or an empty text. */
  readonly findings: ReadonlyMap<number, string>;
  /** Line in the file → why it is not reported. */
  readonly missed: ReadonlyMap<number, string>;
}

const MARKER = /\s*(?:#|\/\/|--|<!--)\s*(finding|missed)(?::\s*(.*?))?\s*(?:-->)?\s*$/;

/** Throws a sentence for the README's author when a block cannot be understood. */
export function parseExamples(blocks: readonly Block[]): Example[] {
  const examples: { heading: string; files: ExampleFile[] }[] = [];
  for (const block of blocks) {
    if (block.k === 'heading' && block.level === 3) examples.push({ heading: block.text, files: [] });
    if (block.k !== 'fence') continue;
    if (examples.length === 0) examples.push({ heading: 'example', files: [] });
    const file = parseFile(block);
    if (file) examples.at(-1)?.files.push(file);
  }
  return examples
    .filter(({ files }) => files.length > 0)
    .map((example) => ({ ...example, hasBase: example.files.some(({ side }) => side !== 'both') }));
}

function parseFile({ info, lines, line }: Extract<Block, { k: 'fence' }>): ExampleFile | null {
  const words = info.split(/\s+/).slice(1);
  const path = optionIn(words, 'file');
  if (path === null) return null;
  const unknown = words.find((word) => !/^(file=\S+|finding=[\d,]+|base|head)$/.test(word));
  if (unknown !== undefined) throw new Error(`line ${line}: "${unknown}" means nothing after \`\`\``);
  const side = words.includes('base') ? 'base' : words.includes('head') ? 'head' : 'both';
  const findings = new Map(
    (optionIn(words, 'finding') ?? '')
      .split(',')
      .filter(Boolean)
      .map((n) => [Number(n), '']),
  );
  const missed = new Map<number, string>();
  const bare = lines.map((text, index) => {
    const marker = MARKER.exec(text);
    if (!marker) return text;
    if (marker[1] === 'missed' && !marker[2])
      throw new Error(`line ${line + index + 1}: "missed" needs a reason after a colon`);
    (marker[1] === 'missed' ? missed : findings).set(index + 1, marker[2] ?? '');
    // The marker is not part of the file: a rule must not see it.
    return text.slice(0, marker.index);
  });
  if (side === 'base' && findings.size > 0)
    throw new Error(`line ${line}: what is at base only cannot be a new finding`);
  return { path, text: expandTokens(`${bare.join('\n')}\n`), side, findings, missed };
}

function optionIn(words: readonly string[], name: string): string | null {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}
