import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type LogCall } from '../../../src/rulekit/index.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

/** What `Logger._log` and the methods before it take. */
const TAKEN = new Set(['exc_info', 'stack_info', 'stacklevel', 'extra', 'msg', 'level']);

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'keywords-of-stdlib-loggers', ({ path }, of): Found[] => {
    const refused = of.logCalls(path).filter((call) => call.logger === 'stdlib' && fieldsOf(call).length > 0);
    const [first] = refused;
    if (!first) return [];
    const fields = fieldsOf(first);
    const extra = `extra={${fields.map((name) => `"${name}": …`).join(', ')}}`;
    return [
      {
        at: first.at,
        subject: 'keyword fields',
        symbol: '',
        values: { call: first.call, fields, extra },
        parts: partsOf(refused.map((call) => ({ ...call, label: fieldsOf(call).join(', ') }))),
        related: relatedTo(refused, first, 'call'),
      },
    ];
  }),
);

function fieldsOf({ keywords }: LogCall): string[] {
  return keywords.flatMap(({ name }) => (name === null || TAKEN.has(name) ? [] : [name]));
}
