import { defineProjectRule, type Found, type PytestConfiguration } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const { configurations } = project.tests();
  return configurations.flatMap((one): Found[] => {
    if (one.ignored === 'section') return [misplaced(one)];
    if (one.ignored === null) return [];
    const { by } = one.ignored;
    const winner = configurations.find(({ path }) => path === by);
    const lost = one.options.filter(({ name, value }) => valueIn(winner, name) !== normal(value));
    // A winner that is not read itself is told, and decides once it is.
    return winner?.ignored === null && lost.length > 0 ? [shadowed(one, winner, lost)] : [];
  });
});

function normal(value: string): string {
  return value
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ');
}

function valueIn(winner: PytestConfiguration | undefined, name: string): string | null {
  const option = winner?.options.find((one) => one.name === name);
  return option ? normal(option.value) : null;
}

/** Without the mode, coroutines among the tests do not run. */
function severityOf(names: readonly string[]): 'major' | 'minor' {
  return names.includes('asyncio_mode') ? 'major' : 'minor';
}

function misplaced({ path, section, expected, at, options }: PytestConfiguration): Found {
  const names = options.map(({ name }) => name);
  return {
    at,
    subject: `${path} ${section}`,
    symbol: '',
    severity: severityOf(names),
    // Of a [pytest] section in setup.cfg pytest complains, and stops.
    ...(path.endsWith('setup.cfg') ? { variant: 'refused' } : {}),
    values: { path, section, expected, options: names },
  };
}

function shadowed(
  { path, section, at }: PytestConfiguration,
  winner: PytestConfiguration,
  lost: PytestConfiguration['options'],
): Found {
  const names = lost.map(({ name }) => name);
  return {
    at,
    subject: `${path} ${section}`,
    symbol: '',
    variant: 'shadowed',
    severity: 'minor',
    values: { path, section, by: winner.path, options: names },
    related: [{ ...winner.at, note: 'winner' }],
  };
}
