/** Values of variables as manifests write them, `${NAME:-fallback}` and templates included. */
import { entriesOf, itemsOf, textOf } from '../../model/data-walk.ts';
import type { EnvSetting, EnvValue } from '../../model/deployment.ts';
import type { DataNode, FileFacts } from '../../model/facts.ts';
import { type Place, type Range, spanOf } from '../../model/span.ts';

/** A file of the repository while its manifest is read. */
export interface ManifestFile {
  readonly path: string;
  readonly facts: FileFacts;
}

export function placeOf(file: ManifestFile, range: Range): Place {
  return { path: file.path, span: spanOf(file.facts.lineStarts, range) };
}

const WHOLE_REFERENCE = /^\$\{?([A-Za-z_]\w*)(?:(:?[-?+=])([^}]*))?\}?$/;

/** The text of a value; templates (`{{ .Values.x }}`, `${VAR}`, `$VAR`, `${{ secrets.X }}`) are references. */
export function envValue(text: string): EnvValue {
  if (/\$\{\{\s*secrets\./.test(text)) return { kind: 'secret' };
  const whole = WHOLE_REFERENCE.exec(text);
  if (whole) {
    const fallback = whole[2]?.endsWith('-') || whole[2]?.endsWith('=') ? (whole[3] ?? null) : null;
    return { kind: 'reference', variable: whole[1] ?? null, fallback };
  }
  if (/\{\{|<%|\$\{|^\$\(|(^|[^$])\$[A-Za-z_]/.test(text)) {
    return { kind: 'reference', variable: null, fallback: withFallbacks(text) };
  }
  return { kind: 'constant', text };
}

/** `postgres://${U:-app}:${P:-app}@db`: the text that stands where no variable is set, if all have a fallback. */
function withFallbacks(text: string): string | null {
  const filled = text.replaceAll(/\$\{[A-Za-z_]\w*:?-([^${}]*)\}/g, (_, fallback: string) => fallback);
  return /\$|\{\{|<%/.test(filled) ? null : filled;
}

/** `NAME=value` in a list, a Dockerfile or an `.env` line. */
export function envAssignment(file: ManifestFile, text: string, range: Range): EnvSetting | null {
  const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*(?:=([\s\S]*))?$/.exec(text);
  const variable = match?.[1];
  if (variable === undefined) return null;
  const value = match?.[2];
  return {
    variable,
    value: value === undefined ? { kind: 'reference', variable, fallback: null } : envValue(unquoted(value.trim())),
    at: placeOf(file, range),
  };
}

/** A text without the quotes around it. */
export function unquoted(text: string): string {
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

/** `environment:` as a map (`NAME: value`) or a list (`- NAME=value`, `- NAME`). */
export function envOfNode(file: ManifestFile, node: DataNode | null): readonly EnvSetting[] {
  const mapped = entriesOf(node).map((entry): EnvSetting => {
    const text = textOf(entry.v);
    const value: EnvValue =
      text !== null
        ? envValue(text)
        : { kind: 'reference', variable: entry.v.k === 'scalar' ? entry.key : null, fallback: null };
    return { variable: entry.key, value, at: placeOf(file, entry) };
  });
  const listed = itemsOf(node).flatMap((item) => envAssignment(file, textOf(item) ?? '', item) ?? []);
  return [...mapped, ...listed];
}

/** `[{ name: X, value: Y }]`, with what stands in place of `value` for a secret: Kubernetes, Render and others. */
export function envOfPairs(file: ManifestFile, node: DataNode | null, name: 'name' | 'key'): readonly EnvSetting[] {
  return itemsOf(node).flatMap((item) => {
    const entries = new Map(entriesOf(item).map((entry) => [entry.key, entry.v]));
    const variable = textOf(entries.get(name));
    if (variable === null) return [];
    const text = textOf(entries.get('value'));
    const value: EnvValue = text === null ? { kind: 'secret' } : envValue(text);
    return [{ variable, value, at: placeOf(file, item) }];
  });
}
