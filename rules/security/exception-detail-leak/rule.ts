import { applicationFiles } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type ErrorAnswer, type Found, type Leak } from '../../../src/rulekit/index.ts';
import { byFileOrOnce, firstOfFiles, partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Leaking extends ErrorAnswer {
  readonly leak: Leak;
}

export default defineProjectRule<{ readonly mostFiles: number }>(({ project, options }) => {
  const leaking = applicationFiles(project).flatMap(({ path }) =>
    project.errorAnswers(path).flatMap((answer) => (isLeak(answer) ? [answer] : [])),
  );
  return byFileOrOnce(leaking, options.mostFiles, findingOf);
});

function isLeak(answer: ErrorAnswer): answer is Leaking {
  const { leak, status } = answer;
  if (leak === null || leak.caught === 'expected') return false;
  // What is not there may be said.
  return !(leak.caught === 'infrastructure' && status === 404);
}

function findingOf(leaking: readonly Leaking[], files: number): Found {
  const [first] = leaking.toSorted((a, b) => weight(b) - weight(a));
  if (!first) throw new Error('a finding has at least one place');
  const { text, types, trace } = first.leak;
  const caught = types.length === 0 ? ['except'] : types;
  const answers = leaking.map(({ at, symbol }) => ({ at, symbol, label: symbol.split('.').at(-1) || at.path }));
  const shown = files > 1 ? firstOfFiles(leaking) : leaking;
  const variant = files > 1 ? 'everywhere' : trace ? 'trace' : null;
  return {
    at: first.at,
    subject: 'exception text',
    symbol: '',
    values: { text, caught, files, answers: leaking.length, answer: answerInstead(first) },
    parts: partsOf(answers),
    related: relatedTo(shown, first, 'answer'),
    ...(variant === null ? {} : { variant }),
    ...(weight(first) < GRAVE ? { severity: 'minor' } : {}),
  };
}

/** The same answer with a sentence of its own. */
function answerInstead({ form, call, status }: Leaking): string {
  const code = status ?? 500;
  const sentence = code < 500 ? '"The request could not be processed"' : '"Internal server error"';
  if (call === 'yield') return `yield 'data: {"error": ${sentence}}\\n\\n'`;
  if (form === 'frame') return `await ${call}({"error": ${sentence}})`;
  if (form === 'helper') return `return ${call}(${sentence})`;
  if (/(^|\.)abort$/.test(call)) return `abort(${code}, ${sentence})`;
  if (/(^|\.)(jsonify|make_response)$/.test(call)) return `return jsonify(error=${sentence}), ${code}`;
  if (/Response$/.test(call)) return `return ${call}({"error": ${sentence}}, status_code=${code})`;
  const name = form === 'raised' && call !== '' ? call : 'HTTPException';
  return `raise ${name}(status_code=${code}, detail=${sentence}) from None`;
}

const GRAVE = 2;
const OPERATORS =
  /(^|\/)(health\w*|ready|readiness|liveness|admin\w*|debug\w*|diagnostics?|internal|monitoring|metrics)(\/|\.py$)/i;
const CHECKS =
  /(^|[._])(health|healthz|healthcheck|ready|readiness|liveness|diagnostics?|debug|selftest|ping)([._]|$)/i;

/** A failure that any client sees weighs more than a refusal, or than what only operators read. */
function weight({ at, symbol, status, leak }: Leaking): number {
  if (OPERATORS.test(at.path) || CHECKS.test(symbol)) return 0;
  const isRefusal = status !== null && status >= 400 && status < 500;
  return (isRefusal ? 1 : GRAVE) + (leak.trace ? 1 : 0);
}
