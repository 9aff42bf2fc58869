/** Where following begins: the routers that nothing includes, and what people call the applications among them. */
import type { Router } from './values.ts';

interface Roots {
  /** Those of servers first. */
  readonly apps: readonly Router[];
  readonly others: readonly Router[];
}

/** Routers with something on them that no other router includes; tests apart. Applications get names of their own. */
export function findRoots(made: readonly Router[]): Roots {
  const routers = made.filter((router) => !router.test);
  const children = new Set(
    routers.flatMap((router) =>
      router.entries.flatMap((e) => (e.k === 'include' && e.child !== router ? [e.child] : [])),
    ),
  );
  const roots = routers.filter((router) => !children.has(router) && router.entries.length > 0);
  const apps = roots
    .filter((router) => router.kind === 'app')
    .toSorted((a, b) => serverLikeness(b) - serverLikeness(a));
  nameApart(apps);
  return { apps, others: roots.filter((router) => router.kind === 'router') };
}

/** Of two names for one application, that of the server's module is the one people know. */
function serverLikeness(app: Router): number {
  const [module = '', name = ''] = (app.name ?? '').split(':');
  const last = module.split('.').at(-1) ?? '';
  const isServer = /^(main|app|wsgi|asgi|server|api|application|run|web|enhanced_server)$/.test(last);
  return Number(isServer) + Number(!name.endsWith('()')) - Number(/celery|worker|script|manage|seed/.test(module));
}

/** Two applications made by one function have two names. */
function nameApart(apps: readonly Router[]): void {
  const taken = new Map<string, number>();
  for (const app of apps) {
    const name = app.name ?? 'app';
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    app.name = count === 1 ? name : `${name}#${count}`;
  }
}
