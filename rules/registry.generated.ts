// Written by "npm run gen" from rules/*/*/README.md. Do not edit.
import type { CatalogueEntry } from '../src/rulekit/catalogue.ts';


/** Every rule, sorted by id. */
export const catalogue: readonly CatalogueEntry[] = [

];
