import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  codeOf,
  defineProjectRule,
  type ErrorAnswer,
  type Found,
  type Leak,
  type Project,
} from '../../../src/rulekit/index.ts';
import { byFileOrOnce, firstOfFiles, partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Leaking extends ErrorAnswer {
  readonly leak: Leak;
}

export default defineProjectRule<{ readonly mostFiles: number }>(({ project, options }) => {
  const leaking = eachApplicationFile(project, 'leaks', ({ path }, of) =>
    of.errorAnswers(path).flatMap((answer) => (isLeak(answer) ? [answer] : [])),
  );
  return byFileOrOnce(leaking, options.mostFiles, (sites, files) => findingOf(project, sites, files));
});

function isLeak(answer: ErrorAnswer): answer is Leaking {
  const { leak, status } = answer;
  if (leak === null || leak.caught === 'expected') return false;
  // What is not there may be said.
  return !(leak.caught === 'infrastructure' && status === 404);
}

function findingOf(project: Project, leaking: readonly Leaking[], files: number): Found {
  const [first] = leaking.toSorted((a, b) => weight(b) - weight(a));
  if (!first) throw new Error('a finding has at least one place');
  const { text, types, trace } = first.leak;
  const caught = types.length === 0 ? ['except'] : types;
  const answers = leaking.map((one) => ({
    at: one.at,
    symbol: one.symbol,
    label: one.symbol.split('.').at(-1) || one.at.path,
    ...(leaking.length > 1 ? { alone: findingOf(project, [one], 1) } : {}),
  }));
  const shown = files > 1 ? firstOfFiles(leaking) : leaking;
  const variant = files > 1 ? 'everywhere' : trace ? 'trace' : null;
  return {
    at: first.at,
    subject: 'exception text',
    symbol: '',
    values: {
      text,
      caught,
      files,
      answers: leaking.length,
      answer: answerInstead(first, isFlask(project, first.at.path)),
    },
    parts: partsOf(answers),
    related: relatedTo(shown, first, 'answer'),
    ...(variant === null ? {} : { variant }),
    ...(weight(first) < GRAVE ? { severity: 'minor' } : {}),
  };
}

function isFlask(project: Project, path: string): boolean {
  const file = project.file(path);
  const imported = file ? [...codeOf(file).imports.values()] : [];
  return (
    imported.some((name) => /^(flask\w*|quart|apiflask|werkzeug)\b/.test(name)) &&
    !imported.some((name) => /^(fastapi|starlette)\b/.test(name))
  );
}

/** The same answer with a sentence of its own, as the framework of the file has it. */
function answerInstead({ form, call, status }: Leaking, flask: boolean): string {
  const code = status ?? 500;
  const sentence = code < 500 ? '"The request could not be processed"' : '"Internal server error"';
  const last = call.slice(call.lastIndexOf('.') + 1);
  if (call === 'yield') return `yield 'data: {"error": ${sentence}}\\n\\n'`;
  if (form === 'frame') return `await ${call}({"error": ${sentence}})`;
  if (form === 'helper') return `return ${call}(${sentence})`;
  if (last === 'flash') return `${call}("The request could not be processed", "error")`;
  if (last === 'render_template') return `return ${call}(…, error=${sentence})`;
  if (last === 'abort') return `abort(${code}, ${sentence})`;
  if (flask && form === 'raised' && last !== 'HTTPException') return `raise ${call}(${sentence}) from None`;
  if (flask && form === 'raised') return `abort(${code}, ${sentence})`;
  // `return body, status`, which only Flask and its relatives understand.
  if (form === 'returned' && status !== null && status >= 400) return `return {"error": ${sentence}}, ${code}`;
  if (flask || /^(jsonify|make_response)$/.test(last)) return `return jsonify(error=${sentence}), ${code}`;
  if (/Response$/.test(call)) return `return ${call}({"error": ${sentence}}, status_code=${code})`;
  // What an exception of the project is made with is its own affair.
  if (form === 'raised' && call !== '' && !/HTTPException$/.test(call))
    return `raise ${call}(…, ${sentence}) from None`;
  const name = form === 'raised' && call !== '' ? call : 'HTTPException';
  return `raise ${name}(status_code=${code}, detail=${sentence}) from None`;
}

const GRAVE = 2;
const OPERATORS =
  /(^|\/)(health\w*|ready|readiness|liveness|admin\w*|debug\w*|diagnostics?|internal|monitoring|metrics)(\/|\.py$)/i;
const CHECKS =
  /(^|[._])(health|healthz|healthcheck|ready|readiness|liveness|diagnostics?|debug|selftest|ping)([._]|$)/i;

/** A failure that any client sees weighs more than a refusal, than a notice on a page, or than what only operators read. */
function weight({ at, call, symbol, status, leak }: Leaking): number {
  if (OPERATORS.test(at.path) || CHECKS.test(symbol)) return 0;
  const isRefusal = status !== null && status >= 400 && status < 500;
  return (isRefusal || /(^|\.)flash$/.test(call) ? 1 : GRAVE) + (leak.trace ? 1 : 0);
}
