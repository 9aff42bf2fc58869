/** Metrics that the configuration promises, and those that the application has. */
import { itemsOf, textOf, valueAt } from '../model/data-walk.ts';
import type { Project } from '../model/project.ts';
import type { Expr, Stmt } from '../model/python.ts';
import type { Place } from '../model/span.ts';
import { eachApplicationFile, isApplicationCode } from './application.ts';
import { codeOf } from './code.ts';
import { placeIn } from './index.ts';
import { launches } from './launches.ts';
import { importedPackages } from './served-application.ts';

const LIBRARIES =
  /^(prometheus_\w+|starlette_prometheus|starlette_exporter|aioprometheus|django_prometheus|opentelemetry|statsd|aiodogstatsd|datadog|ddtrace|newrelic|elasticapm|logfire|aws_embedded_metrics|aws_lambda_powertools|influxdb\w*|graphite\w*|flask_prometheus_metrics|prom2py|victoria\w*|codahale|appmetrics|scout_apm|signalfx\w*|azure|google)$/;

/** Whether anything in the application counts: a library for metrics, or a route that answers them. */
export function hasMetrics(project: Project): boolean {
  const isAnswered = project
    .routes()
    .routes.some(({ path }) => /(^|\/)(metrics|prometheus|stats\/prometheus)\/?$/i.test(path));
  return (
    isAnswered ||
    [...importedPackages(project)].some((name) => name !== 'google' && name !== 'azure' && LIBRARIES.test(name))
  );
}

export interface Promised {
  /** setting: a switch or port of the configuration. scraped: Prometheus is told to ask the application. */
  readonly kind: 'setting' | 'scraped';
  readonly name: string;
  readonly at: Place;
}

const SETTING =
  /^(enable_?|use_?)?(metrics|prometheus|statsd)(_?(enabled?|port|path|endpoint|host|interval|multiproc_dir))?$|^(enable|use)_(metrics|prometheus|statsd)$/i;

/** In path order. */
export function promisedMetrics(project: Project): readonly Promised[] {
  const fields = project
    .settings()
    .fields.filter(
      ({ kind, name, purpose, at }) =>
        kind !== 'variable' && purpose !== 'test' && SETTING.test(name) && isApplicationCode(project, at.path),
    );
  const settings = fields.map(({ name, at }): Promised => ({ kind: 'setting', name, at }));
  return [...settings, ...scraped(project)];
}

/** Targets of Prometheus that are services of the repository's own code. */
function scraped(project: Project): readonly Promised[] {
  const web = new Set(
    launches(project)
      .filter(({ role, manifest }) => role === 'web' && manifest.kind === 'compose')
      .map(({ service }) => service.name),
  );
  return project
    .eachFile('yaml', 'scrape-targets', (file) => {
      if (!/(^|\/)prometheus[\w.-]*\.ya?ml$/i.test(file.path)) return [];
      return (file.facts.documents ?? []).flatMap((document) =>
        itemsOf(valueAt(document, 'scrape_configs')).flatMap((job) =>
          itemsOf(valueAt(job, 'static_configs')).flatMap((config) =>
            itemsOf(valueAt(config, 'targets')).map(
              (target): Promised => ({ kind: 'scraped', name: textOf(target) ?? '', at: placeIn(file, target) }),
            ),
          ),
        ),
      );
    })
    .filter(({ name }) => web.has(name.split(':')[0] ?? ''));
}

export interface EmptyMetrics {
  readonly name: string;
  readonly at: Place;
}

/** Classes that are called metrics, and whose methods do nothing. */
export function emptyMetrics(project: Project): readonly EmptyMetrics[] {
  return eachApplicationFile(project, 'empty-metrics', (file) => {
    if (!(file.facts.python?.names ?? []).some((name) => /metrics|prometheus/i.test(name))) return [];
    return codeOf(file).classes.flatMap(({ def }) => {
      if (
        !/metrics|prometheus/i.test(def.name) ||
        /(Base|Abstract|Interface|Protocol|Null|NoOp|Dummy|Fake|Mock)/.test(def.name) ||
        /^I[A-Z]/.test(def.name)
      )
        return [];
      const methods = def.body.flatMap((stmt) => (stmt.k === 'def' && !/^__/.test(stmt.name) ? [stmt] : []));
      const isAbstract =
        methods.some(({ decorators }) => decorators.length > 0) ||
        def.bases.some((base) => base.k === 'name' && /^(ABC|Protocol)$/.test(base.id));
      const doNothing = methods.every(({ body }) => body.every(isNothing));
      return methods.length > 0 && !isAbstract && doNothing ? [{ name: def.name, at: placeIn(file, def.head) }] : [];
    });
  });
}

/** `pass`, a docstring, `return {}`. */
function isNothing(stmt: Stmt): boolean {
  if (stmt.k === 'return') return stmt.v === null || stmt.v.k === 'const' || isEmpty(stmt.v);
  return stmt.k === 'pass' || (stmt.k === 'expr' && stmt.v.k === 'str');
}

function isEmpty(value: Expr): boolean {
  return (value.k === 'dict' || value.k === 'list' || value.k === 'tuple') && value.items.length === 0;
}
