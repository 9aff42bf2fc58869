import { applicationFiles } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type SwallowedException } from '../../../src/rulekit/index.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

export default defineProjectRule(({ project }) =>
  applicationFiles(project).flatMap(({ path }): Found[] => {
    const swallowed = project.swallowedExceptions(path).filter(isSwallowed);
    const first = swallowed.find(({ swallowsCancellation }) => swallowsCancellation) ?? swallowed[0];
    if (!first) return [];
    const { clause, does, tried, symbol } = first;
    return [
      {
        at: first.at,
        subject: 'swallowed',
        symbol: '',
        values: { clause, does, tried: tried === '' ? '…' : tried, function: symbol.split('.').at(-1) || path },
        parts: partsOf(swallowed.map((one) => ({ at: one.at, symbol: one.symbol, label: one.tried || one.clause }))),
        related: relatedTo(swallowed, first, 'handler'),
        ...(first.swallowsCancellation ? { variant: 'cancellation' } : {}),
      },
    ];
  }),
);

/** Nothing excuses a bare `except` around an `await`: a task that is cancelled there goes on. */
function isSwallowed({ excuse, swallowsCancellation, does }: SwallowedException): boolean {
  return swallowsCancellation || (excuse === null && does !== 'break');
}
