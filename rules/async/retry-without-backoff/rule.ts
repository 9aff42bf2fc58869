import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { codeOf, defineProjectRule, type Found, type Place, placeIn } from '../../../src/rulekit/index.ts';
import { countsAttempts, immediateRetry, type Retry } from '../../../src/rulekit/retries.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Site extends Pick<Retry, 'kind' | 'tried'> {
  readonly at: Place;
  readonly symbol: string;
  readonly isAsync: boolean;
}

export default defineProjectRule(({ project }) => {
  const sites = eachApplicationFile(project, 'immediate-retries', (file): readonly Site[] =>
    (countsAttempts(file) ? codeOf(file).functions : []).flatMap(({ def, symbol }) => {
      const retry = immediateRetry(def);
      return retry ? [{ ...retry, at: placeIn(file, retry.at), symbol, isAsync: def.async }] : [];
    }),
  );
  return sites.length === 0 ? [] : [foundOf(sites)];
});

/** One for the project: how calls are tried again is decided once. */
function foundOf(sites: readonly Site[]): Found {
  const [first] = sites;
  if (!first) throw new Error('a finding has at least one place');
  const { at, symbol, tried, kind, isAsync } = first;
  return {
    at,
    subject: 'retry',
    symbol: '',
    variant: kind,
    values: { function: symbol, tried, sleep: isAsync ? 'await asyncio.sleep' : 'time.sleep' },
    parts: partsOf(
      sites.map((one) => ({ ...one, label: one.symbol, ...(sites.length > 1 ? { alone: foundOf([one]) } : {}) })),
    ),
    related: relatedTo(sites, first, 'too'),
  };
}
