/** Part of every cache key of facts. It changes whenever the same bytes give different facts. */
export const FACTS_VERSION = '1';
