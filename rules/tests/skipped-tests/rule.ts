import { defineProjectRule, type Found, type Idle, type Place } from '../../../src/rulekit/index.ts';
import { byFileOrOnce, partsOf } from '../../../src/rulekit/sites.ts';
import { isCollected } from '../../../src/rulekit/tests.ts';

/** Tests of more files than this are one finding. */
const MOST_FILES = 1;
/** A reason that somebody can come back to. */
const TRACKED = /https?:\/\/|#\d+|\b[A-Z][A-Z0-9]+-\d+\b|\bgh-\d+/;

interface IdleTest {
  readonly at: Place;
  readonly symbol: string;
  readonly label: string;
  readonly idle: Idle;
}

export default defineProjectRule(({ project }) => {
  const idle = project
    .tests()
    .modules.filter(({ path }) => isCollected(project, path))
    .flatMap(({ tests }) =>
      tests.flatMap(({ idle: one, symbol, at }): IdleTest[] =>
        one === null ? [] : [{ at: one.why === 'skipped' ? one.at : at, symbol, label: symbol, idle: one }],
      ),
    );
  return [...Map.groupBy(gathered(idle), variantOf)].flatMap(([variant, sites]) =>
    byFileOrOnce(sites, MOST_FILES, (some, files) => findingOf(variant, some, files)),
  );
});

/** What one mark skips, a class or a module, is one thing. */
function gathered(idle: readonly IdleTest[]): readonly IdleTest[] {
  const byPlace = Map.groupBy(idle, ({ at }) => `${at.path} ${at.span.line} ${at.span.column}`);
  return [...byPlace.values()].flatMap(([first, ...others]): IdleTest[] => {
    if (!first || others.length === 0) return first ? [first] : [];
    const scope = first.symbol.split('.').slice(0, -1).join('.');
    const isClass = scope !== '' && others.every(({ symbol }) => symbol.startsWith(`${scope}.`));
    const label = isClass ? scope : (first.at.path.split('/').at(-1) ?? first.at.path);
    return [{ ...first, symbol: isClass ? scope : '', label }];
  });
}

type Variant = 'skipped' | 'mark' | 'plugin' | 'await' | 'shadowed';

function variantOf({ idle }: IdleTest): Variant {
  return idle.why === 'async' ? idle.lacks : idle.why;
}

function findingOf(variant: Variant, sites: readonly IdleTest[], files: number): Found {
  const [first] = sites;
  if (!first) throw new Error('a group is never empty');
  const { idle } = first;
  const tracked = sites.every((site) => site.idle.why === 'skipped' && TRACKED.test(site.idle.reason ?? ''));
  return {
    at: first.at,
    subject: files === 1 ? `${first.at.path} ${variant}` : variant,
    symbol: '',
    ...(variant === 'skipped' ? {} : { variant }),
    severity: idle.why === 'async' ? 'major' : tracked ? 'info' : 'minor',
    values: {},
    parts: partsOf(sites),
    related: idle.why === 'shadowed' ? [{ ...idle.by, note: 'later', values: { test: first.symbol } }] : [],
  };
}
