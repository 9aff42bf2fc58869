/** What a manifest is for, told from its path. */
import type { Purpose } from '../../model/settings.ts';

const WORDS: readonly [Purpose, RegExp][] = [
  [
    'test',
    /(^|[^a-z])(tests?|testing|ci|e2e|integration|unit|qa|bench|benchmarks?|loadtest|cypress|playwright|pytest|fixtures?|mocks?)([^a-z]|$)/,
  ],
  [
    'development',
    /(^|[^a-z])(dev|devel|develop|development|devcontainer|local|localhost|override|debug|debugging|example|examples|sample|samples|template|demo|docs|tutorials?|quickstart|playground|sandbox|hot-?reload|gitpod|tilt|kind|minikube|vscode|experimental|contrib)([^a-z]|$)/,
  ],
  [
    'production',
    /(^|[^a-z])(prod|production|prd|deploy|deployment|deployments|release|live|staging|stage|preprod|swarm|k8s|kubernetes|helm|terraform|render|fly|aws|gcp|azure|heroku|infra)([^a-z]|$)/,
  ],
];

/** The file's own name tells more than its folders; `null` where neither says anything. */
export function purposeOfPath(path: string): Purpose | null {
  const lower = path.toLowerCase();
  const slash = lower.lastIndexOf('/');
  return purposeOfName(lower.slice(slash + 1)) ?? (slash < 0 ? null : purposeOfName(lower.slice(0, slash)));
}

/** `DevConfig`, `docker-compose.prod`: what the words of a name say. */
export function purposeOfName(name: string): Purpose | null {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
