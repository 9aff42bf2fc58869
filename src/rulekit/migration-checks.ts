/** Whether something runs the migrations before a change is merged: CI itself, the tests, or the application as it starts. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, ExceptHandler, Expr, Stmt } from '../model/python.ts';
import {
  callsIn,
  definitionsIn,
  dottedName,
  expressionsIn,
  expressionsOf,
  qualifiedName,
  statementsOf,
} from '../model/python-walk.ts';
import { type Place, spanOf } from '../model/span.ts';
import { eachApplicationFile } from './application.ts';
import { placeIn } from './index.ts';

/** Code of tests that applies migrations: `command.upgrade`, pytest-alembic, a command line with `alembic` in it. */
export function testsMigrate(project: Project): boolean {
  return project.filesOfKind('python').some((file) => {
    const module = file.facts.python;
    if (!module || project.layerOf(file.path) !== 'test') return false;
    if (module.imports.some(({ from, names }) => isMigrating(from ?? names[0]?.name ?? ''))) return true;
    const mayCall = module.names.some((name) =>
      /^(subprocess|system|alembic_\w+|\w*migrat\w*|run_upgrade\w*|upgrade_\w*)$/i.test(name),
    );
    return mayCall && (module.names.some((name) => /migrat|alembic/i.test(name)) || namesAlembic(module.body));
  });
}

function isMigrating(module: string): boolean {
  return (
    /^(alembic|flask_migrate|pytest_alembic|alembic_utils\.testing)(\.|$)/.test(module) ||
    /(^|[._])migrat(e|ions?)\b/.test(module)
  );
}

function namesAlembic(body: readonly Stmt[]): boolean {
  return statementsOf(body).some((stmt) => {
    if ((stmt.k === 'def' || stmt.k === 'class') && namesAlembic(stmt.body)) return true;
    return expressionsOf(stmt).some((expr) =>
      expressionsIn(expr).some((one) => one.k === 'str' && /alembic|db upgrade/.test(one.v)),
    );
  });
}

/** A `try` that migrates, and makes the tables from the models when that fails. */
export interface MigrationFallback {
  readonly at: Place;
  readonly symbol: string;
  readonly create: Place;
}

export function migrationFallbacks(project: Project): readonly MigrationFallback[] {
  return project.eachFile('python', 'migration-fallbacks', (file) => fallbacksIn(file));
}

function fallbacksIn(file: SourceFile): readonly MigrationFallback[] {
  const module = file.facts.python;
  if (!module?.names.includes('create_all')) return [];
  return definitionsIn(module.body).flatMap((definition) =>
    definition.def.k === 'class'
      ? []
      : statementsOf(definition.def.body).flatMap((stmt): MigrationFallback[] => {
          if (stmt.k !== 'try' || !callsIn(stmt.body).some(migrates)) return [];
          return stmt.handlers.filter(isWide).flatMap((handler): MigrationFallback[] => {
            const create = expressionsOfBody(handler.body).find(
              (expr) => expr.k === 'attr' && expr.name === 'create_all',
            );
            if (!create) return [];
            const head = { s: handler.s, e: handler.body[0]?.s ?? handler.e };
            return [
              {
                at: { path: file.path, span: spanOf(file.facts.lineStarts, head) },
                symbol: qualifiedName(definition),
                create: placeIn(file, create),
              },
            ];
          });
        }),
  );
}

function expressionsOfBody(body: readonly Stmt[]): readonly Expr[] {
  return statementsOf(body).flatMap(expressionsOf).flatMap(expressionsIn);
}

function migrates(call: Call): boolean {
  if (/(^|\.)(command\.upgrade|alembic_upgrade|run_migrations)$/.test(dottedName(call.fn) ?? '')) return true;
  return call.args.some((arg) =>
    expressionsIn(arg).some((one) => one.k === 'str' && /(^|\s)alembic(\s|$)/.test(one.v)),
  );
}

function isWide({ type, body }: ExceptHandler): boolean {
  const name = type === null ? 'Exception' : dottedName(type);
  return /^(Base)?Exception$/.test(name ?? '') && body.at(-1)?.k !== 'raise';
}

/** Application code that migrates: where the tests start it, they test the migrations as well. */
export function applicationMigrates(project: Project): boolean {
  const found = eachApplicationFile(project, 'application-migrates', ({ path, facts }) =>
    facts.python?.imports.some(({ from, names }) => from === 'alembic' && names.some(({ name }) => name === 'command'))
      ? [path]
      : [],
  );
  return found.length > 0;
}
