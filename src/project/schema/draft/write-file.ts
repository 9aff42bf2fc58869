/** A revision file: header and functions, as the newest revision of the chain writes them. */
import type { DraftedFile } from '../../../model/draft.ts';
import type { Chain, Revision } from '../../../model/schema.ts';
import { fileName, revisionId, type Stamp, stampAfter } from './file-name.ts';
import type { FileStyle } from './file-style.ts';
import { quoted } from './python-text.ts';
import type { Steps } from './steps.ts';
import { importsOf, stepLines } from './write-steps.ts';

export interface FileSite {
  /** The chain as its branch sees it. */
  readonly chain: Chain;
  /** Ids of all branches, and of what is drafted already. */
  readonly taken: readonly string[];
  readonly style: FileStyle;
  readonly parent: Revision;
  readonly today: string;
  /** Tables are changed in batches: for SQLite. */
  readonly batch: boolean;
}

export interface SchemaContent {
  readonly steps: Steps;
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly tables: readonly string[];
  readonly message: string;
}

interface Content {
  readonly message: string;
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly imports: readonly string[];
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** The revision that joins the heads of a chain. */
export function mergeFile(site: FileSite): DraftedFile {
  const down = [...site.chain.heads].sort();
  const content = {
    message: 'merge heads',
    down,
    dependsOn: [],
    imports: [],
    upgrade: ['    pass'],
    downgrade: ['    pass'],
  };
  return { ...written(site, content), kind: 'merge', tables: [], open: [] };
}

/** The revision that brings the schema to where the models are. */
export function schemaFile(site: FileSite, { steps, down, dependsOn, tables, message }: SchemaContent): DraftedFile {
  const content = {
    message,
    down,
    dependsOn,
    imports: importsOf([...steps.upgrade, ...steps.downgrade]),
    upgrade: stepLines(steps.upgrade, site.batch),
    downgrade: stepLines(steps.downgrade, site.batch),
  };
  return { ...written(site, content), kind: 'schema', tables, open: [...new Set(steps.open)] };
}

function written(site: FileSite, content: Content): Pick<DraftedFile, 'path' | 'text' | 'revision' | 'down'> {
  const { chain, taken, style, parent, today } = site;
  const stamp = stampAfter(parent, today);
  const made = JSON.stringify([content.down, content.upgrade, content.downgrade]);
  const revision = revisionId({ chain, taken, content: made, message: content.message, stamp });
  const folder = parent.path.slice(0, parent.path.lastIndexOf('/'));
  const path = `${folder}/${fileName(chain, style, revision, content.message, stamp)}`;
  const lines = [
    ...docstring(style, revision, content, stamp),
    '',
    ...importLines(style, content.imports),
    '',
    '# revision identifiers, used by Alembic.',
    ...style.header.map(({ name, annotation }) => headerLine({ name, annotation }, revision, content)),
    '',
    '',
    ...functionLines('upgrade', style, content.upgrade),
    '',
    '',
    ...functionLines('downgrade', style, content.downgrade),
  ];
  return { path, text: `${lines.join('\n')}\n`, revision, down: content.down };
}

function docstring({ docstring: model }: FileStyle, revision: string, content: Content, stamp: Stamp): string[] {
  const { message, down } = content;
  const written = /^Create Date:\s*(.+)$/m.exec(model ?? '')?.[1] ?? '2000-01-01 00:00:00.000000';
  const fraction = /\d\.(\d+)/.exec(written)?.[1]?.replace(/\d/g, '0');
  const zone = /[+-]\d\d:\d\d$|Z$/.exec(written)?.[0] ?? '';
  const date = `${stamp.year}-${stamp.month}-${stamp.day} ${stamp.hour}:${stamp.minute}:${stamp.second}`;
  const title =
    message.charAt(0) === message.charAt(0).toLowerCase() && /^[A-Z]/.test(model ?? '')
      ? capitalised(message)
      : message;
  if (model !== null && !model.includes('Revision ID')) return [`"""${title}."""`];
  return [
    `"""${title}`,
    '',
    `Revision ID: ${revision}`,
    `Revises: ${down.join(', ')}`,
    `Create Date: ${date}${fraction === undefined ? '' : `.${fraction}`}${zone}`,
    '',
    '"""',
  ];
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function importLines({ imports }: FileStyle, more: readonly string[]): string[] {
  const extra = [...new Set(more)].filter((line) => !imports.includes(line)).sort();
  const isStandard = (line: string) => /^from (__future__|typing|collections\.abc) /.test(line);
  const standard = imports.filter(isStandard);
  return [...standard, ...(standard.length > 0 ? [''] : []), ...imports.filter((line) => !isStandard(line)), ...extra];
}

function headerLine({ name, annotation }: FileStyle['header'][number], revision: string, content: Content): string {
  const ids: Readonly<Record<string, readonly string[]>> = {
    revision: [revision],
    down_revision: content.down,
    depends_on: content.dependsOn,
  };
  const given = (ids[name] ?? []).map(quoted);
  const value = given.length > 1 ? `(${given.join(', ')})` : (given[0] ?? 'None');
  return `${name}${annotation === null ? '' : `: ${fitting(annotation, name, content.down)}`} = ${value}`;
}

/** `str` alone does not describe the parents of a merge. */
function fitting(annotation: string, name: string, down: readonly string[]): string {
  return name === 'down_revision' && down.length > 1 && !/Sequence|tuple/i.test(annotation)
    ? 'tuple[str, ...]'
    : annotation;
}

function functionLines(name: 'upgrade' | 'downgrade', style: FileStyle, body: readonly string[]): string[] {
  const doc = style.docs[name === 'upgrade' ? 0 : 1];
  return [`def ${name}()${style.returns ? ' -> None' : ''}:`, ...(doc === null ? [] : [`    """${doc}"""`]), ...body];
}
