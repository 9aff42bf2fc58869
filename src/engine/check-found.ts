/** What a rule returned, checked before anybody relies on it: a rule is code, and code has bugs. */
import { CONFIDENCES, type Found, SEVERITIES } from '../model/finding.ts';
import type { Place, Span } from '../model/span.ts';

/** Lines of a file that may be pointed at, `null` where there is none. */
export type LinesOf = (path: string) => number | null;

/** What is wrong with it, in English and for the rule's author, or `null`. */
export function foundError(found: Found, linesOf: LinesOf): string | null {
  if (typeof found !== 'object' || found === null) return 'it is not an object';
  if (typeof found.subject !== 'string' || typeof found.symbol !== 'string')
    return 'its subject or symbol is not a text';
  if (found.severity !== undefined && !SEVERITIES.includes(found.severity)) return 'its severity is unknown';
  if (found.confidence !== undefined && !CONFIDENCES.includes(found.confidence)) return 'its confidence is unknown';
  const places = [found.at, ...(found.related ?? []), ...(found.parts ?? []).map((part) => part.at)];
  for (const place of places) {
    const error = placeError(place, linesOf);
    if (error !== null) return error;
  }
  return valuesError(found) ?? suggestionError(found, linesOf);
}

function valuesError(found: Found): string | null {
  if (typeof found.values !== 'object' || found.values === null) return 'it has no values';
  for (const [key, value] of Object.entries(found.values)) {
    const fine =
      typeof value === 'string' ||
      Number.isFinite(value) ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    if (!fine) return `its value "${key}" is neither text, number nor list of texts`;
  }
  return null;
}

function placeError(place: Place, linesOf: LinesOf): string | null {
  if (typeof place?.path !== 'string' || typeof place.span !== 'object') return 'a place has no path or span';
  const lines = linesOf(place.path);
  return lines === null ? `"${place.path}" is no file that it may point at` : spanError(place.span, lines);
}

function spanError({ line, column, endLine, endColumn }: Span, lines: number): string | null {
  if (![line, column, endLine, endColumn].every((n) => Number.isSafeInteger(n) && n >= 1))
    return 'a position is not a whole number from 1';
  if (endLine < line || (endLine === line && endColumn < column)) return 'a span ends before it begins';
  return endLine > lines ? `line ${endLine} is outside the file` : null;
}

function suggestionError({ suggestion }: Found, linesOf: LinesOf): string | null {
  if (!suggestion) return null;
  if (typeof suggestion.text !== 'string') return 'its suggestion has no text';
  const span = { line: suggestion.line, column: 1, endLine: suggestion.endLine, endColumn: 1 };
  return placeError({ path: suggestion.path, span }, linesOf);
}
