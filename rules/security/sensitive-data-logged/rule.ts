import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Exposed, type Found, type LogCall } from '../../../src/rulekit/index.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'sensitive-logs', ({ path }, of): Found[] => {
    const writing = of.logCalls(path).flatMap(({ exposed, ...call }) => {
      const [first] = exposed;
      return first ? [{ ...call, first }] : [];
    });
    const kinds = [...new Set(writing.map(({ first }) => first.kind))];
    return kinds.map((kind) => findingOf(writing.filter(({ first }) => first.kind === kind)));
  }),
);

type Writing = Omit<LogCall, 'exposed'> & { readonly first: Exposed };

function findingOf(writing: readonly Writing[]): Found {
  const [head] = writing;
  if (!head) throw new Error('a finding has at least one place');
  const { kind, text, field } = head.first;
  const variant = isQueue(head.first) ? 'queue' : kind === 'url' || kind === 'headers' || kind === 'body' ? kind : null;
  const severity = kind === 'headers' || isQueue(head.first) ? 'minor' : null;
  return {
    at: head.at,
    subject: kind,
    symbol: '',
    values: { value: text, call: head.call, field: field ?? '' },
    parts: partsOf(writing.map(({ at, symbol, first }) => ({ at, symbol, label: first.text }))),
    related: relatedTo(writing, head, 'place'),
    ...(variant === null ? {} : { variant }),
    ...(severity ? { severity } : {}),
  };
}

/** Caches and queues of a private network often have no password. */
function isQueue({ kind, text }: Exposed): boolean {
  return kind === 'url' && /redis|broker|amqp|rabbit/i.test(text);
}
