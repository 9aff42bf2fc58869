import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type SwallowedException } from '../../../src/rulekit/index.ts';
import { byFileOrOnce, firstOfFiles, partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

export default defineProjectRule<{ readonly mostFiles: number }>(({ project, options }) => {
  const swallowed = eachApplicationFile(project, 'swallowed', ({ path }, of) =>
    of.swallowedExceptions(path).filter(isSwallowed),
  );
  return byFileOrOnce(swallowed, options.mostFiles, findingOf);
});

/** Nothing excuses a bare `except` around an `await`: a task that is cancelled there goes on. */
function isSwallowed({ excuse, swallowsCancellation, does }: SwallowedException): boolean {
  return swallowsCancellation || (excuse === null && does !== 'break');
}

function findingOf(swallowed: readonly SwallowedException[], files: number): Found {
  const first = swallowed.find(({ swallowsCancellation }) => swallowsCancellation) ?? swallowed[0];
  if (!first) throw new Error('a finding has at least one place');
  const { does, tried } = first;
  const isSuppressed = does === 'suppress';
  const clause = isSuppressed ? `with ${first.clause}` : first.clause;
  const variant = files > 1 ? 'everywhere' : first.swallowsCancellation ? 'cancellation' : null;
  return {
    at: first.at,
    subject: 'swallowed',
    symbol: '',
    values: { clause, does: isSuppressed ? '…' : does, tried: tried === '' ? '…' : tried, files },
    parts: partsOf(
      swallowed.map((one) => ({
        at: one.at,
        symbol: one.symbol,
        label: one.tried || one.clause,
        ...(swallowed.length > 1 ? { alone: findingOf([one], 1) } : {}),
      })),
    ),
    related: relatedTo(files > 1 ? firstOfFiles(swallowed) : swallowed, first, 'handler'),
    ...(variant === null ? {} : { variant }),
  };
}
