/** Orders that do not depend on the machine's language. */
import type { Place } from '../model/span.ts';

/** By UTF-16 code units. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By path, then from the top of the file. */
export function byPlace(a: Place, b: Place): number {
  return (
    byText(a.path, b.path) ||
    a.span.line - b.span.line ||
    a.span.column - b.span.column ||
    a.span.endLine - b.span.endLine ||
    a.span.endColumn - b.span.endColumn
  );
}
