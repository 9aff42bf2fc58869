// Written by "npm run gen" from src/facts. Do not edit.

/** Part of every key under which facts are kept. It changes with the code that makes them. */
export const FACTS_VERSION = '5057c0f20654';
