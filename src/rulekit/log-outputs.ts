/** Where the application's logs go, and in which form. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr } from '../model/python.ts';
import { keywordArgument, subexpressions } from '../model/python-walk.ts';
import type { Place } from '../model/span.ts';
import { eachApplicationFile } from './application.ts';
import { codeOf } from './code.ts';
import { placeIn } from './index.ts';

export interface LogOutput {
  /**
   * file: to a file. console: to standard output or error. unknown: something that may be either. plain: a format for people.
   * structured: one for programs.
   */
  readonly kind: 'file' | 'console' | 'unknown' | 'plain' | 'structured';
  /** As the code calls it: `RotatingFileHandler`. */
  readonly call: string;
  readonly at: Place;
  readonly symbol: string;
}

const CALLED = /^(basicConfig|dictConfig|fileConfig|[A-Z]\w*(Handler|Formatter)|JSONRenderer)$/;

/** What application code sets up, in path order, then as it stands. */
export function logOutputs(project: Project): readonly LogOutput[] {
  return eachApplicationFile(project, 'log-outputs', (file) => {
    const isCalled = (file.facts.python?.names ?? []).some((name) => CALLED.test(name));
    return [...(isCalled ? callsIn(file) : []), ...librariesIn(file)];
  });
}

function callsIn(file: SourceFile): readonly LogOutput[] {
  return codeOf(file).calls.flatMap(({ call, name, symbol }) => {
    const last = name?.split('.').at(-1) ?? (call.fn.k === 'attr' ? call.fn.name : '');
    return kindsOf(call, name ?? last, last).map((kind) => ({ kind, call: last, at: placeIn(file, call), symbol }));
  });
}

/** Loguru writes to standard error by itself; what replaces the standard library's logging is not followed. */
function librariesIn(file: SourceFile): readonly LogOutput[] {
  return (file.facts.python?.imports ?? []).flatMap((stmt) => {
    const modules = stmt.from === null ? stmt.names.map(({ name }) => name) : [stmt.from];
    return modules
      .flatMap(kindsOfLibrary)
      .map((kind) => ({ kind, call: 'import', at: placeIn(file, stmt), symbol: '' }));
  });
}

function kindsOfLibrary(module: string): readonly LogOutput['kind'][] {
  if (STRUCTURED.test(module)) return ['console', 'structured'];
  return CONSOLE.test(module) ? ['console'] : [];
}

const STRUCTURED =
  /^(structlog|pythonjsonlogger|json_log_formatter|logfire|google\.cloud\.logging|aws_lambda_powertools|watchtower|asgi_json_logger|json_logging|ecs_logging|opentelemetry)\b/;
const CONSOLE = /^(loguru|rich\.logging|coloredlogs|colorlog|daiquiri|eliot|gunicorn|uvicorn\.(logging|config))\b/;

function kindsOf(call: Call, name: string, last: string): readonly LogOutput['kind'][] {
  if (last === 'basicConfig') {
    const isFile = keywordArgument(call, 'filename') !== undefined;
    const isOpen = keywordArgument(call, 'handlers') !== undefined || call.kw.some((keyword) => keyword.name === null);
    const format = keywordArgument(call, 'format');
    const form: LogOutput['kind'][] = format ? [formOf(format)] : [];
    return isOpen ? form : [isFile ? 'file' : 'console', ...form];
  }
  if (/^(dictConfig|fileConfig)$/.test(last)) return ['unknown'];
  if (/^logging\.(handlers\.)?(\w*FileHandler)$/.test(name)) return ['file'];
  if (/^logging\.Formatter$/.test(name)) return [call.args[0] ? formOf(call.args[0]) : 'plain'];
  if (/^[A-Z]\w*Formatter$|^JSONRenderer$/.test(last))
    return [/json|struct|ecs|gelf|logfmt|logstash/i.test(last) ? 'structured' : 'unknown'];
  if (/Handler$/.test(last) && /^[A-Z]/.test(last)) return ['console'];
  return [];
}

function formOf(expr: Expr): 'plain' | 'structured' {
  const texts = [expr, ...subexpressions(expr)].flatMap((one) => (one.k === 'str' ? [one.v] : []));
  return texts.some((text) => /^\s*\{\s*"/.test(text)) ? 'structured' : 'plain';
}
