/** JSON Schema of `.github/vigie.yml`, keys as people write them. Rules are checked against the catalogue afterwards. */
import { LANGUAGES, SEVERITIES, type Severity } from '../model/finding.ts';

const globs = { type: 'array', items: { type: 'string' }, maxItems: 500 };
const score = { type: 'number', minimum: 0, maximum: 10 };

const section = (properties: object) => ({ type: 'object', properties, additionalProperties: false });

export const settingsSchema = section({
  // A name or `false`: the sentence for anything else is not one of JSON Schema's.
  extends: {},
  language: { type: 'string', enum: [...LANGUAGES] },
  gate: section({
    'fail-on': { type: 'string', enum: [...SEVERITIES, 'never'] },
    'min-score': score,
    'max-drop': score,
    mode: { type: 'string', enum: ['enforce', 'inform'] },
    'on-error': { type: 'string', enum: ['failure', 'neutral'] },
  }),
  comments: section({
    // One review takes them all: more than this is a wall, and slow to post.
    max: { type: 'integer', minimum: 0, maximum: 50 },
    from: { type: 'string', enum: [...SEVERITIES] },
  }),
  paths: section({ ignore: globs, services: globs, handlers: globs, models: globs }),
  rules: { type: 'object' },
});

/** What passes the schema. */
export interface WrittenSettings {
  readonly extends?: unknown;
  readonly language?: (typeof LANGUAGES)[number];
  readonly gate?: {
    readonly 'fail-on'?: Severity | 'never';
    readonly 'min-score'?: number;
    readonly 'max-drop'?: number;
    readonly mode?: 'enforce' | 'inform';
    readonly 'on-error'?: 'failure' | 'neutral';
  };
  readonly comments?: { readonly max?: number; readonly from?: Severity };
  readonly paths?: {
    readonly ignore?: readonly string[];
    readonly services?: readonly string[];
    readonly handlers?: readonly string[];
    readonly models?: readonly string[];
  };
  readonly rules?: Readonly<Record<string, unknown>>;
}
