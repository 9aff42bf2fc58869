/** JSON Schema of the front matter of `rules/<axis>/<id>/README.md`. */
import { CONFIDENCES, SEVERITIES } from '../src/model/finding.ts';

const sentence = { type: 'string', minLength: 1 };
const text = {
  type: 'object',
  properties: { en: sentence, fr: sentence },
  required: ['en', 'fr'],
  additionalProperties: false,
};

/** Names of variants, related notes and options. */
const named = (pattern: string, of: object) => ({
  type: 'object',
  propertyNames: { pattern },
  additionalProperties: of,
});

export const frontMatterSchema = {
  type: 'object',
  properties: {
    severity: { type: 'string', enum: [...SEVERITIES] },
    confidence: { type: 'string', enum: [...CONFIDENCES] },
    stage: { type: 'string', enum: ['preview', 'stable', 'deprecated'] },
    title: text,
    message: text,
    remedy: text,
    variants: named('^[a-z][A-Za-z0-9-]*$', {
      type: 'object',
      properties: { message: text, remedy: text },
      required: ['message'],
      additionalProperties: false,
    }),
    related: named('^[a-z][A-Za-z0-9-]*$', text),
    fixed: text,
    options: named('^[a-z][a-z0-9]*(-[a-z0-9]+)*$', {
      anyOf: [
        { type: 'string' },
        { type: 'number' },
        { type: 'boolean' },
        { type: 'array', items: { type: 'string' } },
      ],
    }),
  },
  required: ['severity', 'confidence', 'stage', 'title', 'message', 'remedy'],
  additionalProperties: false,
};

/** What passed the schema. */
export interface FrontMatter {
  readonly severity: (typeof SEVERITIES)[number];
  readonly confidence: (typeof CONFIDENCES)[number];
  readonly stage: 'preview' | 'stable' | 'deprecated';
  readonly title: { readonly en: string; readonly fr: string };
  readonly message: { readonly en: string; readonly fr: string };
  readonly remedy: { readonly en: string; readonly fr: string };
  readonly variants?: Readonly<
    Record<string, { readonly message: FrontMatter['message']; readonly remedy?: FrontMatter['remedy'] }>
  >;
  readonly related?: Readonly<Record<string, FrontMatter['message']>>;
  readonly fixed?: { readonly en: string; readonly fr: string };
  readonly options?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
