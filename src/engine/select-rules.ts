/** Which rules run, with which severity and options: the catalogue seen through the configuration. */
import type { Configuration } from '../model/config.ts';
import type { Confidence, Found, RuleMeta, RuleOptions, Severity } from '../model/finding.ts';
import { rankOf } from '../model/severity.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import type { Rule } from '../rulekit/index.ts';
import { sha256 } from './fingerprint.ts';
import { byText } from './order.ts';

export interface ActiveRule {
  readonly meta: RuleMeta;
  readonly rule: Rule;
  readonly options: RuleOptions;
  /** The configuration's severity, or `null`. */
  readonly severity: Severity | null;
}

/** The rules to run, sorted by id. A deprecated rule runs only where the configuration names it. */
export function selectRules(
  catalogue: readonly CatalogueEntry[],
  configuration: Configuration,
  only: ReadonlySet<string> | null,
): ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const { meta, rule } of catalogue) {
    const setting = Object.hasOwn(configuration.rules, meta.id) ? configuration.rules[meta.id] : undefined;
    if (only && !only.has(meta.id)) continue;
    if (setting?.severity === 'off' || (meta.stage === 'deprecated' && setting === undefined)) continue;
    active.push({ meta, rule, options: { ...meta.options, ...setting?.options }, severity: setting?.severity ?? null });
  }
  return active.sort((a, b) => byText(a.meta.id, b.meta.id));
}

/** Tells two ways to run the same rules apart: part of the key under which what they found is remembered. */
export function keyOf(rules: readonly ActiveRule[]): string {
  return sha256(
    JSON.stringify(
      rules.map(({ meta, options }) => [meta.id, Object.entries(options).sort(([a], [b]) => byText(a, b))]),
    ),
  );
}

/** How bad one finding is, and how sure. */
export function gravityOf(active: ActiveRule, found: Found): { severity: Severity; confidence: Confidence } {
  return { severity: severityOf(active, found), confidence: found.confidence ?? active.meta.confidence };
}

/**
 * The configuration's word replaces the rule's own severity; a place that the rule holds for milder than usual (a key
 * in the tests) stays as mild.
 */
function severityOf({ meta, severity }: ActiveRule, found: Found): Severity {
  const own = found.severity ?? meta.severity;
  if (severity === null) return own;
  return rankOf(own) > rankOf(meta.severity) && rankOf(own) > rankOf(severity) ? own : severity;
}
