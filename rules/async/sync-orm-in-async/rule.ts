import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { type HeldUp, heldUp } from '../../../src/rulekit/coroutines.ts';
import {
  codeOf,
  defineProjectRule,
  type Place,
  type Project,
  placeIn,
  type Related,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const sites = heldUp(project).filter(({ blocking }) => blocking.kind === 'database');
  const functions = [...new Map(sites.map((site) => [`${site.at.path} ${site.symbol}`, site])).values()];
  const [first] = functions;
  if (!first) return [];
  const values = {
    call: first.blocking.call,
    function: first.symbol,
    functions: functions.length,
    files: filesOf(functions),
  };
  return [
    {
      at: first.at,
      // Said once: how a project talks to its database is decided for all of its functions.
      subject: 'sync-orm',
      symbol: '',
      values,
      variant: isOrm(first) ? 'session' : 'driver',
      related: [...makers(project), ...functions.slice(1)]
        .slice(0, 8)
        .map((one) => ('note' in one ? one : noteOf(one))),
      ...(functions.length < FEW ? { severity: 'minor' as const } : {}),
    },
  ];
});

/** Functions from which on it is how the application works. */
const FEW = 3;

function filesOf(functions: readonly HeldUp[]): number {
  return new Set(functions.map(({ at }) => at.path)).size;
}

function isOrm({ blocking }: HeldUp): boolean {
  return /^(sqlalchemy|sqlmodel|flask_sqlalchemy|fastapi_sqlalchemy)\b/.test(blocking.target);
}

function noteOf({ at, symbol }: HeldUp): Related {
  return { ...at, note: 'function', values: { symbol: symbol.split('.').at(-1) ?? symbol } };
}

/** Where the synchronous engine and its sessions are made. */
function makers(project: Project): readonly Related[] {
  const made = eachApplicationFile(project, 'sync-session-makers', (file): readonly Place[] =>
    codeOf(file)
      .calls.filter(({ name, call }) => MAKER.test(name ?? '') && !call.kw.some(({ name: key }) => key === 'class_'))
      .map(({ call }) => placeIn(file, call)),
  );
  return made.slice(0, 2).map((at) => ({ ...at, note: 'made' }));
}

const MAKER =
  /^(sqlalchemy(\.orm)?\.(sessionmaker|scoped_session)|sqlmodel\.create_engine|psycopg2\.connect|pymongo\.MongoClient)$/;
