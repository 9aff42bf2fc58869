/** The revisions that a pull request brings, as people review them: a small table for each, lines on a terminal. */
import type { AuditResult } from '../model/audit.ts';
import type { MigrationChange, MigrationChangeStep, RivalRevision } from '../model/migration-changes.ts';
import type { Section } from './budget.ts';
import { bounded, codeCell, codeSpan, escapeMarkdown, visible } from './escape.ts';
import { bullets, fold } from './finding-lines.ts';
import { type Links, placeLink } from './links.ts';
import type { Words } from './words/table.ts';
import { wordsOf } from './words/words-of.ts';

const REVISIONS = 10;
/** More steps are folded. */
const OPEN_STEPS = 8;
const STEPS = 60;
const RIVALS = 5;

/** One card for each revision, parents first; empty where none comes. */
export function migrationsSection(result: AuditResult, links: Links): Section {
  const words = wordsOf(result.language);
  const migrations = result.migrations ?? [];
  if (migrations.length === 0) return { priority: 64, text: '' };
  const cards = migrations.slice(0, REVISIONS).flatMap((one) => card(one, words, links));
  const more = migrations.length > REVISIONS ? [words.more(migrations.length - REVISIONS)] : [];
  return { priority: 64, text: [`### ${words.migrationsTitle}`, ...cards, ...more].join('\n\n') };
}

function card(migration: MigrationChange, words: Words, links: Links): string[] {
  const { revision, message, steps, at } = migration;
  const said = message === '' ? '' : ` ${escapeMarkdown(bounded(message))}`;
  const facts = [chainOf(migration, words, codeSpan), words.downgrade[migration.downgrade]];
  const title = `**${codeSpan(revision)}**${said} · ${facts.join(' · ')} · ${placeLink(links, at.path, at.span.line)}`;
  const rivals = bullets(migration.rivals ?? [], RIVALS, words, (one) => rivalLine(one, words));
  const after = rivals === '' ? [] : [rivals];
  if (steps.length === 0) return [`${title} · ${words.noSchemaChange}`, ...after];
  if (steps.length <= OPEN_STEPS) return [title, ...after, stepTable(steps, words)];
  // What a reader must not miss stands outside of the fold.
  const worst = steps.filter(isRemarkable).slice(0, OPEN_STEPS);
  return [
    title,
    ...after,
    ...(worst.length > 0 ? [stepTable(worst, words)] : []),
    fold(words.steps(steps.length), stepTable(steps, words)),
  ];
}

function isRemarkable(step: MigrationChangeStep): boolean {
  return isBlocking(step) || step.loses !== null || step.read === false;
}

/** Without locks where none is known: they are those of PostgreSQL. */
function stepTable(steps: readonly MigrationChangeStep[], words: Words): string {
  const locks = steps.some(({ lock }) => lock !== null);
  const rows = repeated(steps.slice(0, STEPS), words).map(({ step, times }) => {
    const line = step.read === false ? ` ${escapeMarkdown(words.line(step.at.span.line))}` : '';
    return [
      `${codeCell(step.sql)}${line}${times === 1 ? '' : ` × ${times}`}`,
      ...(locks ? [strong(lockOf(step, words), isBlocking(step))] : []),
      strong(lossOf(step, words), step.loses !== null),
    ];
  });
  const head = [words.statement, ...(locks ? [words.lock] : []), words.data];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, ...(steps.length > STEPS ? [`\n${words.more(steps.length - STEPS)}`] : [])].join('\n');
}

/** `#12 also follows abc, with def: … Once #12 is merged: down_revision = "def" here, or alembic merge heads.` */
function rivalLine({ kind, pullRequest, revision, path, parent, last }: RivalRevision, words: Words): string {
  const pull = `#${pullRequest}`;
  if (kind === 'same-id') return words.rivalId(pull, codeSpan(revision), codeSpan(path));
  const what =
    parent === null
      ? words.rivalRoot(pull, codeSpan(revision))
      : words.rivalParent(pull, codeSpan(revision), codeSpan(parent));
  const then = last === null ? words.rivalMerge(pull) : words.rivalEnd(pull, codeSpan(`down_revision = "${last}"`));
  return `${what} ${then}`;
}

interface Repeated {
  readonly step: MigrationChangeStep;
  readonly times: number;
}

/** Steps that say the same, one after the other, are one. */
function repeated(steps: readonly MigrationChangeStep[], words: Words): Repeated[] {
  const found: Repeated[] = [];
  const said = (step: MigrationChangeStep) =>
    step.read === false ? null : JSON.stringify([step.sql, lockOf(step, words), lossOf(step, words)]);
  for (const step of steps) {
    const before = found.at(-1);
    if (before && said(step) !== null && said(step) === said(before.step))
      found.splice(-1, 1, { step: before.step, times: before.times + 1 });
    else found.push({ step, times: 1 });
  }
  return found;
}

function strong(text: string, isStrong: boolean): string {
  return isStrong ? `**${text}**` : text;
}

/** `0001 → new head`. */
function chainOf({ down, isHead }: MigrationChange, words: Words, code: (raw: string) => string): string {
  const from = down.length === 0 ? words.firstRevision : words.follows(down.map(code).join(', '));
  return isHead ? `${from}${words.newHead}` : from;
}

/** Others wait, and not for a moment only. */
function isBlocking({ lock, lasting }: MigrationChangeStep): boolean {
  return lock === 'access-exclusive' && lasting !== 'instant';
}

function lockOf({ lock, lasting, newTable, read }: MigrationChangeStep, words: Words): string {
  if (read === false) return words.notRead;
  if (newTable) return words.newTable;
  if (lock === null) return words.lockUnknown;
  if (lock === 'none') return words.noLock;
  // The locks of tables are called the same in every language.
  return lock === 'rows' ? words.rowLocks : `${lock.replaceAll('-', ' ').toUpperCase()}, ${words.lasting[lasting]}`;
}

function lossOf({ loses, read, writes }: MigrationChangeStep, words: Words): string {
  if (read === false) return words.notRead;
  if (loses !== null) return words.dataLost[loses];
  return writes === undefined ? words.dataKept : words.dataWritten[writes];
}

/** A line for each revision and each of its steps, for a terminal. */
export function migrationLines(migrations: readonly MigrationChange[], words: Words): readonly string[] {
  return migrations.slice(0, REVISIONS).flatMap((migration) => {
    const { revision, message, steps } = migration;
    const said = message === '' ? '' : ` ${bounded(visible(message))}`;
    const title = `${visible(revision)}${said} · ${chainOf(migration, words, visible)} · ${words.downgrade[migration.downgrade]}`;
    const rows = steps.slice(0, OPEN_STEPS).map((step) => {
      const lost = step.loses === null ? '' : ` · ${lossOf(step, words)}`;
      return `  ${bounded(visible(step.sql))} · ${lockOf(step, words)}${lost}`;
    });
    const more = steps.length > OPEN_STEPS ? [`  ${words.more(steps.length - OPEN_STEPS)}`] : [];
    return [title, ...rows, ...more];
  });
}
