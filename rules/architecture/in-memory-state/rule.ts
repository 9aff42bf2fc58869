import {
  type ContainerAccess,
  defineProjectRule,
  type Found,
  type Place,
  type Project,
  type SharedContainer,
} from '../../../src/rulekit/index.ts';
import { SUBJECTS, type Subject, subjectOf } from '../../../src/rulekit/state-subjects.ts';

interface Held {
  readonly container: SharedContainer;
  readonly subject: Subject;
  readonly writers: readonly ContainerAccess[];
  readonly readers: readonly ContainerAccess[];
}

export default defineProjectRule(({ project }) => {
  if (project.routes().routes.length === 0 || isDesktop(project)) return [];
  const held = project.sharedState().flatMap((container) => heldIn(container) ?? []);
  const groups = Map.groupBy(held, ({ container }) => `${container.at.path} ${container.owner ?? ''}`);
  const workers = severalWorkers(project);
  return [...groups.values()].flatMap((group) => foundOf(group, workers) ?? []);
});

/** A window around a server: one user, one process. */
function isDesktop(project: Project): boolean {
  const isWindow = (name: string | null) => /^(webview|tkinter|PyQt[56]|PySide[26]|flaskwebgui)\b/.test(name ?? '');
  const windows = project.eachFile('python', 'windows', ({ facts }) =>
    facts.python?.imports.some(
      ({ from, names }) => isWindow(from) || names.some(({ name }) => from === null && isWindow(name)),
    )
      ? [true]
      : [],
  );
  return windows.length > 0;
}

/** What fills an object for use fills it with the same in every process. */
const PREPARING =
  /(^|\.)_*(init|initialize|load\w*|reload\w*|setup\w*|refresh\w*|scan\w*|discover\w*|configure\w*)$|\.(register|start)$/;

/** What one function puts in during a request and another takes out; `null` for anything else. */
function heldIn(container: SharedContainer): Held | null {
  const accesses = container.accesses.filter(
    ({ served, symbol }) => served !== null && !/(^|\.)__(init|new)__$/.test(symbol),
  );
  const writers = accesses.filter(({ how }) => how !== 'read');
  const readers = accesses.filter(({ how }) => how === 'read');
  const filling = writers.filter(({ how, symbol }) => (how === 'set' || how === 'grow') && !PREPARING.test(symbol));
  if (filling.length === 0 || readers.length === 0) return null;
  const subject = subjectOf(container, filling);
  if (subject === null || (subject === 'cache' && !isEmptied(accesses))) return null;
  if (subject !== 'rate' && subject !== 'tokens' && isMemo(filling, readers)) return null;
  const isShared = readers.some(({ symbol }) => filling.some((writer) => writer.symbol !== symbol));
  return isShared || subject === 'rate' ? { container, subject, writers: filling, readers } : null;
}

/** By a function that does nothing else with it: somebody knows that the data changed, in this process only. */
function isEmptied(accesses: readonly ContainerAccess[]): boolean {
  const emptying = accesses.filter(({ how }) => how === 'shrink' || how === 'replace');
  return emptying.some(({ symbol }) => accesses.every((other) => other.symbol !== symbol || emptying.includes(other)));
}

/** Filled by functions that look first and say so by their names: any process can find the same again. */
function isMemo(filling: readonly ContainerAccess[], readers: readonly ContainerAccess[]): boolean {
  return filling.every(
    ({ symbol }) =>
      /(^|[._])_?(get|load|fetch|resolve|ensure|init|initialize|lookup|build|find|compute|compile|discover)(_|$)/.test(
        symbol,
      ) && readers.some((reader) => reader.symbol === symbol),
  );
}

/** Where production is told to start more than one process. */
function severalWorkers(project: Project): Place | null {
  for (const { kind, services } of project.deployment().manifests) {
    // A template of variables says what may be set.
    if (kind === 'env-file') continue;
    for (const { commands, env } of services) {
      const command = commands.find(
        ({ role, text }) => role !== 'build' && /(--workers|\s-w)[ =]*([2-9]|\d{2,})\b/.test(text),
      );
      if (command) return command.at;
      const set = env.find(
        ({ variable, value }) =>
          /^(WEB_CONCURRENCY|GUNICORN_WORKERS|UVICORN_WORKERS)$/.test(variable) &&
          value.kind === 'constant' &&
          Number(value.text) > 1,
      );
      if (set) return set.at;
    }
  }
  return null;
}

function foundOf(group: readonly Held[], workers: Place | null): Found | null {
  const [first] = group.toSorted((a, b) => SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject));
  if (!first) return null;
  const { container, subject, writers, readers } = first;
  const [writer] = writers;
  const others = readers.filter(({ symbol }) => symbol !== writer?.symbol);
  const values = {
    writers: symbolsOf(writers),
    readers: symbolsOf(others.length > 0 ? others : readers),
    writer: writer?.symbol ?? '',
    reader: (others[0] ?? readers[0])?.symbol ?? '',
    route: writer?.served?.route ?? writer?.served?.handler ?? '',
  };
  return {
    at: container.at,
    subject: 'process memory',
    symbol: container.owner ?? '',
    values,
    parts: group.map(({ container: { name, at } }) => ({ subject: name, label: name, at })),
    related: [
      ...group.slice(0, 4).flatMap((held) => placesOf(held)),
      ...(workers ? [{ ...workers, note: 'workers' }] : []),
    ],
    ...(subject === 'data' ? {} : { variant: subject }),
    ...severityOf(first, workers),
  };
}

function severityOf({ subject, container }: Held, workers: Place | null): Pick<Found, 'severity' | 'confidence'> {
  // Who calls a class "in memory" knows, and has mostly another one for production.
  if (subject === 'cache' || subject === 'sockets' || /memory/i.test(container.owner ?? ''))
    return { severity: 'info' };
  return workers ? { severity: 'major', confidence: 'high' } : {};
}

function symbolsOf(accesses: readonly ContainerAccess[]): string[] {
  return [...new Set(accesses.map(({ symbol }) => symbol))].slice(0, 3);
}

/** The first use of each function, at most two of a kind. */
function placesOf({ container, writers, readers }: Held): NonNullable<Found['related']> {
  const firsts = (accesses: readonly ContainerAccess[], note: string) =>
    symbolsOf(accesses)
      .slice(0, 2)
      .flatMap((symbol) => accesses.find((access) => access.symbol === symbol) ?? [])
      .map(({ at, symbol, served }) => {
        const values = { name: container.name, symbol, route: served?.route ?? served?.handler ?? '' };
        return { ...at, note, values };
      });
  return [...firsts(writers, 'write'), ...firsts(readers, 'read')];
}
