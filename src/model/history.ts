/** What the commits between base and head brought and took away again: it is in neither tree, and stays in the history. */
import type { FileFacts } from './facts.ts';

export interface HistoricFile {
  /** The first commit that holds this content at this path. */
  readonly commit: string;
  readonly path: string;
  readonly facts: FileFacts;
}
