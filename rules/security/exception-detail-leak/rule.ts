import { applicationFiles } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type ErrorAnswer, type Found, type Leak } from '../../../src/rulekit/index.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Leaking extends ErrorAnswer {
  readonly leak: Leak;
}

export default defineProjectRule(({ project }) =>
  applicationFiles(project).flatMap(({ path }): Found[] => {
    const leaking = project.errorAnswers(path).flatMap((answer) => (isLeak(answer) ? [answer] : []));
    const [first] = leaking.toSorted((a, b) => weight(b) - weight(a));
    if (!first) return [];
    const { text, types } = first.leak;
    const values = { text, call: first.call || 'return', caught: types.length === 0 ? ['except:'] : types };
    const answers = leaking.map(({ at, symbol }) => ({ at, symbol, label: symbol.split('.').at(-1) || path }));
    return [
      {
        at: first.at,
        subject: 'exception text',
        symbol: '',
        values,
        parts: partsOf(answers),
        related: relatedTo(leaking, first, 'answer'),
        ...(leaking.some(({ leak }) => leak.trace) ? { variant: 'trace' } : {}),
        ...(weight(first) < GRAVE ? { severity: 'minor' } : {}),
      },
    ];
  }),
);

function isLeak(answer: ErrorAnswer): answer is Leaking {
  const { leak, status } = answer;
  if (leak === null || leak.caught === 'expected') return false;
  // A refusal that quotes a driver's error may mean to; a failure never does.
  return !(leak.caught === 'infrastructure' && status === 404);
}

const GRAVE = 2;
const OPERATORS =
  /(^|[/_.])(health\w*|healthz|ready|readiness|liveness|status|ping|admin|debug|diagnostics?|internal|monitoring|metrics)([/_.]|$)/i;

/** A failure that any client sees weighs more than a refusal, or what only operators read. */
function weight({ at, symbol, status, leak }: Leaking): number {
  if (OPERATORS.test(at.path) || OPERATORS.test(symbol)) return 0;
  const isRefusal = status !== null && status >= 400 && status < 500;
  return (isRefusal ? 1 : GRAVE) + (leak.trace ? 1 : 0);
}
