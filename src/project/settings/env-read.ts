/** Calls that read an environment variable: the standard library, decouple, starlette, environs, django-environ. */
import type { Call, Expr } from '../../model/python.ts';
import { argument, keywordArgument } from '../../model/python-walk.ts';
import type { Db } from '../db.ts';
import { originOf } from '../origin.ts';
import { externalName, type Site } from '../resolve.ts';

export interface EnvRead {
  readonly variable: Expr;
  readonly fallback: Expr | null;
  /** How the text is read, as `castTo` takes it. */
  readonly type: string | null;
  readonly cast: Expr | null;
  /** A variable that is not set reads as `None`, without an error. */
  readonly optional: boolean;
}

const GETTERS = /^(os\.getenv|os\.environ\.(get|setdefault|pop)|os\.environb\.get)$/;
const CONFIGS =
  /^(decouple\.(config|AutoConfig\(\)|Config\(\)|RepositoryEnv\(\))|starlette\.config\.Config\(\))(\.get)?$/;
const ENVIRONS = /^(environs\.(Env|env)|environ\.(Env|FileAwareEnv)|starlette\.config\.environ)(\(\))?(\.([a-z_]+))?$/;

/** What `call` reads, or `null` for any other call. */
export function envRead(db: Db, site: Site, call: Call): EnvRead | null {
  const name = externalName(db, site, call.fn) ?? nameOfInstance(db, site, call.fn);
  if (name === null) return null;
  const variable = call.args[0] ?? keywordArgument(call, 'key') ?? keywordArgument(call, 'var');
  if (variable === undefined) return null;
  if (GETTERS.test(name))
    return { variable, fallback: argument(call, 1, 'default') ?? null, type: null, cast: null, optional: true };
  if (CONFIGS.test(name)) {
    const isStarlette = name.startsWith('starlette');
    const fallback = isStarlette ? argument(call, 2, 'default') : argument(call, 1, 'default');
    const cast = (isStarlette ? argument(call, 1, 'cast') : argument(call, 2, 'cast')) ?? null;
    return { variable, fallback: fallback ?? null, type: castName(cast), cast, optional: false };
  }
  const environs = ENVIRONS.exec(name);
  if (!environs) return null;
  const method = environs[5] ?? (/\.Env\(\)$/.test(name) || name === 'environs.env' ? 'str' : '');
  if (method === '' || method.startsWith('read')) return null;
  return { variable, fallback: argument(call, 1, 'default') ?? null, type: method, cast: null, optional: false };
}

/** `config("X")` and `env.bool("X")`, where `config` and `env` are instances that the module made. */
function nameOfInstance(db: Db, site: Site, fn: Expr): string | null {
  const root = fn.k === 'attr' ? fn.obj : fn;
  if (root.k !== 'name' || !/^_?(config|conf|env|environ|settings|cfg)$/i.test(root.id)) return null;
  return originOf(db, site, fn);
}

function castName(cast: Expr | null): string | null {
  if (cast === null) return null;
  if (cast.k === 'name') return cast.id;
  if (cast.k === 'call' && cast.fn.k === 'name') return cast.fn.id;
  // `cast=lambda v: v.split(",")`
  return cast.k === 'lambda' ? 'list' : null;
}
