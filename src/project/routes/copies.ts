/** Copies of values: what a module left behind is kept untouched, and each run goes on with a copy of its own. */
import { type ClassValue, type Entry, isObject, type Router, type Scope, type Value } from './values.ts';

/** Nesting beyond this is code that makes itself. */
const MAX_DEPTH = 100;

/**
 * Copies everything that a run can change; the same object becomes the same copy. What cannot be told as plain data (a
 * loop, a function of a call that is over) is counted in `failures`.
 */
export class Copies {
  failures = 0;
  readonly #home: Scope | null;
  readonly #made = new Map<object, Value>();
  readonly #routers = new Map<Router, Router>();
  readonly #open = new Set<object>();

  /** `home`: the scope of the module that the values are taken from, which is not copied. */
  constructor(home: Scope | null) {
    this.#home = home;
  }

  value(value: Value): Value {
    switch (value.k) {
      case 'const':
      case 'external':
      case 'module':
        return value;
      case 'unknown':
        return value.fold ? { k: 'unknown', reason: value.reason, known: value.fold() } : value;
      case 'router':
        return { ...value, router: this.router(value.router) };
      case 'registrar':
        this.failures++;
        return value;
      default:
        return this.#once(value, () => this.#parts(value));
    }
  }

  router(router: Router): Router {
    const known = this.#routers.get(router);
    if (known) {
      if (this.#open.has(router)) this.failures++;
      return known;
    }
    const entries: Entry[] = [];
    const fields = new Map<string, Value>();
    const copy: Router = {
      ...router,
      entries,
      fields,
      middleware: [...router.middleware],
      appMiddleware: [...router.appMiddleware],
    };
    this.#routers.set(router, copy);
    this.#within(router, () => {
      for (const entry of router.entries) entries.push(this.#entry(entry));
      for (const [name, value] of router.fields) fields.set(name, this.value(value));
    });
    return copy;
  }

  #entry(entry: Entry): Entry {
    return entry.k === 'route' ? entry : { ...entry, child: this.router(entry.child) };
  }

  #parts(value: Exclude<Value, { k: 'const' | 'external' | 'module' | 'unknown' | 'router' | 'registrar' }>): Value {
    switch (value.k) {
      case 'list':
        return { ...value, items: value.items.map((item) => this.value(item)) };
      case 'dict':
        return { ...value, entries: value.entries.map(([key, item]) => [this.value(key), this.value(item)]) };
      case 'function': {
        if (value.scope === null && value.self === null && value.wrappers.length === 0) return value;
        const self = value.self && this.value(value.self);
        const wrappers = value.wrappers.map(({ value: inner, at }) => ({ value: this.value(inner), at }));
        const known = self?.k === 'instance' || self?.k === 'router' ? self : null;
        return { ...value, scope: this.#scope(value.scope), self: known, wrappers };
      }
      case 'class':
        return this.#class(value);
      case 'instance':
        // It shares its fields with the object that it stands for.
        if (value.acting) this.failures++;
        return { ...value, fields: this.#values(value.fields) };
      case 'made': {
        return { ...value, args: value.args.map((argument) => this.value(argument)), kw: this.#values(value.kw) };
      }
      case 'method':
        return { ...value, of: this.value(value.of) };
      case 'entry':
        return { k: 'entry', entry: this.#entry(value.entry) };
    }
  }

  /** Of what a class body bound, only objects are asked for. */
  #class({ body, ...value }: ClassValue): ClassValue {
    const held = new Map([...(body?.names ?? [])].filter(([, inner]) => isObject(inner)));
    const copy = { ...value, scope: this.#scope(value.scope) };
    return body && held.size > 0 ? { ...copy, body: { ...body, names: this.#values(held), parent: null } } : copy;
  }

  #values(values: ReadonlyMap<string, Value>): Map<string, Value> {
    return new Map([...values].map(([name, value]) => [name, this.value(value)]));
  }

  /** A function without a scope lives in that of its module. */
  #scope(scope: Scope | null): null {
    if (scope !== null && scope !== this.#home) this.failures++;
    return null;
  }

  #once(value: Value, make: () => Value): Value {
    const known = this.#made.get(value);
    if (known) return known;
    const copy = this.#within(value, make) ?? value;
    this.#made.set(value, copy);
    return copy;
  }

  #within<T>(object: object, make: () => T): T | null {
    if (this.#open.has(object) || this.#open.size > MAX_DEPTH) {
      this.failures++;
      return null;
    }
    this.#open.add(object);
    const made = make();
    this.#open.delete(object);
    return made;
  }
}

/** A value as far as routes keep it: nothing in it is changed, called or asked again. */
export function settled(value: Value): Value {
  switch (value.k) {
    case 'function':
      return value.scope === null && value.self === null && value.wrappers.length === 0
        ? value
        : {
            ...value,
            scope: null,
            self: null,
            wrappers: value.wrappers.map(({ value: inner, at }) => ({ value: settled(inner), at })),
          };
    case 'class':
      return { k: 'class', site: value.site, def: value.def, scope: null };
    case 'instance':
      return { k: 'instance', site: value.site, def: value.def, fields: new Map() };
    case 'made':
      return {
        ...value,
        args: value.args.map(settled),
        kw: new Map([...value.kw].map(([name, argument]) => [name, settled(argument)])),
      };
    case 'list':
      return { ...value, items: value.items.map(settled) };
    case 'method':
      return { ...value, of: { k: 'unknown', reason: '' } };
    case 'unknown':
      return { k: 'unknown', reason: value.reason };
    case 'const':
    case 'external':
      return value;
    default:
      return { k: 'unknown', reason: value.k };
  }
}
