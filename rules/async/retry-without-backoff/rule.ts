import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { codeOf, defineProjectRule, type Found, placeIn } from '../../../src/rulekit/index.ts';
import { countsAttempts, immediateRetry } from '../../../src/rulekit/retries.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'immediate-retries', (file): readonly Found[] =>
    (countsAttempts(file) ? codeOf(file).functions : []).flatMap(({ def, symbol }) => {
      const retry = immediateRetry(def);
      if (!retry) return [];
      const values = { function: symbol, tried: retry.tried, sleep: def.async ? 'await asyncio.sleep' : 'time.sleep' };
      return [{ at: placeIn(file, retry.at), subject: retry.tried, symbol, values, variant: retry.kind }];
    }),
  ),
);
