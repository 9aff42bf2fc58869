/** The classes that a class inherits from, and what it is mapped by. */
import { type Db, query } from '../../db.ts';
import {
  type Base,
  type ClassShape,
  classDefinition,
  classShape,
  hasPrimaryKey,
  METACLASS,
  ownValue,
} from './class-shape.ts';
import { libraryClass } from './library-classes.ts';

export interface Ancestry {
  /** The class and its bases of this repository, in the order in which attributes are looked up. */
  readonly classes: readonly string[];
  /** Bases outside of the repository, and those that could not be told. */
  readonly external: readonly string[];
  readonly unknown: readonly string[];
  /** What makes it declarative: `null` for a class that is not mapped by inheritance. */
  readonly root: Root | null;
}

interface Root {
  readonly kind: 'declarative' | 'sqlmodel' | 'flask';
  /** The variable or class that is the base, as `path#name`; `sqlmodel.SQLModel` for SQLModel. */
  readonly name: string;
  /** Class of this repository that is the base, or `null`. */
  readonly key: string | null;
}

/** Deeper hierarchies are generated. */
const MAX_CLASSES = 200;

export const ancestryOf = query<Ancestry>('class-ancestry', (db, key) => {
  const order: string[] = [];
  const external = new Set<string>();
  const unknown = new Set<string>();
  const roots: Root[] = [];
  const visit = (at: string, from: readonly string[]): void => {
    const shape = db.get(classShape, at);
    if (!shape || from.includes(at) || order.length > MAX_CLASSES) return;
    order.push(at);
    if (shape.decorated !== null) roots.push({ kind: 'declarative', name: shape.key, key: at });
    for (const base of shape.bases) note(base, shape, roots, external, unknown, (next) => visit(next, [...from, at]));
  };
  visit(key, []);
  // A shared base comes after all that derive from it, as in Python's own order.
  const classes = order.filter((one, i) => order.lastIndexOf(one) === i);
  const root = roots[0] ?? foreignRoot(db, key, [...external, ...unknown]);
  return { classes, external: [...external], unknown: [...unknown], root };
});

/** A class with a `__tablename__` and columns of its own is mapped, by a base that is not in the repository. */
function foreignRoot(db: Db, key: string, bases: readonly string[]): Root | null {
  if (bases.some((one) => one.startsWith(METACLASS))) return null;
  const base = bases.find((one) => !HARMLESS.test(one) && libraryClass(one) === null);
  const found = base === undefined ? null : classDefinition(db, key);
  if (base === undefined || !found || ownValue(found.def, '__tablename__') === null) return null;
  return hasPrimaryKey(found.def) ? { kind: 'declarative', name: base, key: null } : null;
}

/** Classes from outside that bring no columns. */
export const HARMLESS =
  /^(builtins|typing|typing_extensions|abc|enum|dataclasses|pydantic|collections)(\.|$)|(^|\.)(Generic|Protocol|ABC|object|AsyncAttrs|MappedAsDataclass|UserMixin|RoleMixin|SerializerMixin|DeferredReflection|AbstractConcreteBase|ConcreteBase|AllFeaturesMixin|ActiveRecordMixin|ReprMixin|SerializeMixin|EagerLoadMixin|SmartQueryMixin|Model)$/;

function note(
  base: Base,
  shape: ClassShape,
  roots: Root[],
  external: Set<string>,
  unknown: Set<string>,
  visit: (key: string) => void,
): void {
  switch (base.kind) {
    case 'class':
      visit(base.key);
      return;
    case 'declarative':
      roots.push({ kind: base.flask ? 'flask' : 'declarative', name: base.name, key: null });
      if (base.cls !== null) visit(base.cls);
      return;
    case 'unknown':
      unknown.add(base.text);
      return;
    case 'external': {
      const name = base.dotted.slice(base.dotted.lastIndexOf('.') + 1);
      if (name === 'SQLModel') roots.push({ kind: 'sqlmodel', name: 'sqlmodel.SQLModel', key: shape.key });
      else if (DECLARATIVE.has(name)) roots.push({ kind: 'declarative', name: shape.key, key: shape.key });
      else if (/flask_sqlalchemy.*\.Model$/.test(base.dotted))
        roots.push({ kind: 'flask', name: shape.key, key: shape.key });
      else {
        const known = libraryClass(base.dotted);
        if (known?.base) roots.push({ kind: 'declarative', name: known.base, key: null });
        external.add(base.dotted);
      }
    }
  }
}

/** What derives from one of these is a base itself. */
const DECLARATIVE = new Set(['DeclarativeBase', 'DeclarativeBaseNoMeta']);
