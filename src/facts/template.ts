/**
 * Templates (Helm, Jinja, cookiecutter) carry the name of what they make, and do not parse as it. That is no defect of
 * theirs: what could be read of them is kept, and nobody is told.
 */
import type { FileKind } from '../model/facts.ts';

/** `{{ .Values.name }}`, `{% if x %}` and `{# a remark #}`; `${{ … }}` is an expression of a workflow, which is YAML. */
const TAG = /(?<!\$)\{\{|\{[%#]/;
/** In Python, braces are everywhere: a tag counts where it begins a line. */
const TAG_LINE = /^[ \t]*\{[{%][-+ ]?[ \w]/m;

export function isTemplate(text: string, kind: FileKind): boolean {
  return (kind === 'python' ? TAG_LINE : TAG).test(text);
}
