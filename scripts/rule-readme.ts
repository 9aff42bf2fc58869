/** One rule's README: front matter → `RuleMeta`, prose → help, the rest → examples. */
import { Ajv } from 'ajv';
import { describeSchemaErrors } from '../src/config/schema-errors.ts';
import { parseYaml } from '../src/config/yaml-source.ts';
import { AXES, type Axis, LANGUAGES, type RuleMeta, type Text } from '../src/model/finding.ts';
import { type Block, parseMarkdown } from './markdown-blocks.ts';
import { type FrontMatter, frontMatterSchema } from './rule-schema.ts';

interface ReadmeError {
  readonly line: number;
  readonly message: string;
}

export interface RuleReadme {
  /** `null` when there are errors. */
  readonly meta: RuleMeta | null;
  readonly errors: readonly ReadmeError[];
  /** All that follows `## Examples`. */
  readonly examples: readonly Block[];
}

const SECTIONS = ['What it catches', 'Why it matters', 'How to fix it', 'Known limits', 'En français', 'Examples'];

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<FrontMatter>(frontMatterSchema);

/** Reads the README of the rule in `rules/<axis>/<id>/`. Never throws: what is wrong is in `errors`. */
export function parseRuleReadme(page: string, axis: string, id: string): RuleReadme {
  const text = page.replaceAll('\r\n', '\n');
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!matter) {
    return {
      meta: null,
      errors: [
        {
          line: 1,
          message:
            page === ''
              ? 'there is no README.md here'
              : 'the page must begin with front matter between two lines "---"',
        },
      ],
      examples: [],
    };
  }
  const source = parseYaml(matter[1] ?? '', 1);
  const blocks = parseMarkdown(text.slice(matter[0].length), matter[0].split('\n').length);
  const sections = sectionsOf(blocks);
  const errors: ReadmeError[] = [...source.errors, ...folderErrors(axis, id), ...sectionErrors(sections, blocks)];
  const examples = sections.get('Examples') ?? [];
  const front: unknown = source.value;
  if (source.errors.length > 0) return { meta: null, errors, examples };
  if (!validate(front)) {
    return { meta: null, errors: [...errors, ...describeSchemaErrors(validate.errors ?? [], source)], examples };
  }
  for (const [path, template] of templatesOf(front))
    errors.push(...templateErrors(template, path, source.at(path).line));
  if (errors.length > 0) return { meta: null, errors, examples };
  const known = AXES.find((name) => name === axis);
  return { meta: known ? metaOf(front, known, id, sections) : null, errors, examples };
}

function metaOf(front: FrontMatter, axis: Axis, id: string, sections: ReadonlyMap<string, readonly Block[]>): RuleMeta {
  const english = SECTIONS.slice(0, 4).map((name) => `## ${name}\n\n${render(sections.get(name) ?? [])}`);
  const variants = Object.entries(front.variants ?? {}).map(([name, variant]) => [
    name,
    { message: variant.message, remedy: variant.remedy ?? front.remedy },
  ]);
  return {
    id,
    axis,
    severity: front.severity,
    confidence: front.confidence,
    stage: front.stage,
    title: front.title,
    message: front.message,
    remedy: front.remedy,
    variants: Object.fromEntries(variants),
    related: front.related ?? {},
    ...(front.fixed && { fixed: front.fixed }),
    options: Object.fromEntries(Object.entries(front.options ?? {}).map(([name, value]) => [camelCase(name), value])),
    help: { en: english.join('\n\n'), fr: render(sections.get('En français') ?? []) },
  };
}

/** `max-lines` in YAML is `maxLines` in code. */
function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function folderErrors(axis: string, id: string): ReadmeError[] {
  const errors: ReadmeError[] = [];
  if (!AXES.some((known) => known === axis))
    errors.push({ line: 1, message: `the folder "${axis}" is not an axis; use one of ${AXES.join(', ')}` });
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    errors.push({ line: 1, message: `the folder "${id}" must be the rule's id in kebab-case` });
  return errors;
}

/** Sections of level 2, by their heading. */
function sectionsOf(blocks: readonly Block[]): Map<string, Block[]> {
  const sections = new Map<string, Block[]>();
  let current: Block[] = [];
  for (const block of blocks) {
    if (block.k === 'heading' && block.level <= 2) {
      current = [];
      if (block.level === 2) sections.set(block.text, current);
    } else {
      current.push(block);
    }
  }
  return sections;
}

function sectionErrors(sections: ReadonlyMap<string, readonly Block[]>, blocks: readonly Block[]): ReadmeError[] {
  const errors: ReadmeError[] = SECTIONS.filter((name) => !sections.has(name)).map((name) => ({
    line: blocks[0]?.line ?? 1,
    message: `the section "## ${name}" is missing`,
  }));
  for (const name of SECTIONS.slice(0, 5)) {
    const section = sections.get(name);
    if (section && render(section) === '')
      errors.push({ line: blocks[0]?.line ?? 1, message: `the section "## ${name}" is empty` });
  }
  const tested = new Set(sections.get('Examples') ?? []);
  for (const block of blocks) {
    if (block.k === 'fence' && /\bfile=/.test(block.info) && !tested.has(block)) {
      errors.push({
        line: block.line,
        message: 'a block with "file=" outside "## Examples" is not tested: move it there, or drop "file="',
      });
    }
  }
  return errors;
}

function render(blocks: readonly Block[]): string {
  const lines = blocks.map((block) => {
    if (block.k === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
    return block.k === 'fence' ? block.raw : block.text;
  });
  return lines.join('\n').trim();
}

function templatesOf(front: FrontMatter): [path: string[], text: Text][] {
  return [
    [['message'], front.message],
    [['remedy'], front.remedy],
    ...Object.entries(front.variants ?? {}).flatMap(([name, variant]): [string[], Text][] => [
      [['variants', name, 'message'], variant.message],
      ...(variant.remedy ? [[['variants', name, 'remedy'], variant.remedy] satisfies [string[], Text]] : []),
    ]),
    ...Object.entries(front.related ?? {}).map(([name, text]): [string[], Text] => [['related', name], text]),
  ];
}

/** A value that one language names and the other does not is a sentence that lost its meaning in translation. */
function templateErrors(template: Text, path: readonly string[], line: number): ReadmeError[] {
  const [english, french] = LANGUAGES.map((language) => keysOf(template[language]));
  if (!english || !french) return [];
  const missing = [...english]
    .filter((key) => !french.has(key))
    .map((key) => `${path.join('.')}: {${key}} is in "en" and not in "fr"`);
  const extra = [...french]
    .filter((key) => !english.has(key))
    .map((key) => `${path.join('.')}: {${key}} is in "fr" and not in "en"`);
  const odd = LANGUAGES.filter((language) => (template[language].split('`').length - 1) % 2 === 1).map(
    (language) => `${path.join('.')}.${language}: a backtick is not closed`,
  );
  return [...missing, ...extra, ...odd].map((message) => ({ line, message }));
}

function keysOf(template: string): Set<string> {
  return new Set([...template.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)].map((match) => match[1] ?? ''));
}
