import { describe, expect, it } from '@jest/globals';
import { parseMarkdown } from '../../scripts/markdown-blocks.ts';
import { parseRuleReadme } from '../../scripts/rule-readme.ts';
import { parseExamples } from '../examples/parse-examples.ts';

const FRONT = `severity: major
confidence: high
stage: preview
title: { en: Blocking call, fr: Appel bloquant }
message: { en: "\`{call}\` blocks.", fr: "\`{call}\` bloque." }
remedy: { en: Use a thread., fr: Utiliser un fil. }
options: { max-lines: 400, blocking: [time.sleep] }
`;
const PROSE = `
## What it catches

Calls that block.

## Why it matters

They block.

## How to fix it

\`\`\`py
# not a heading
\`\`\`

## Known limits

None.

## En français

Des appels bloquants.

## Examples

\`\`\`py file=a.py
time.sleep(1)  # finding
\`\`\`
`;

const read = (front: string, prose = PROSE) => parseRuleReadme(`---\n${front}---\n${prose}`, 'async', 'blocking-call');
const errorsOf = (front: string, prose?: string) =>
  read(front, prose).errors.map(({ line, message }) => `${line}: ${message}`);

describe('a rule README', () => {
  it('becomes the words, defaults and help of the rule', () => {
    const { meta, errors } = read(FRONT);
    expect(errors).toEqual([]);
    expect(meta).toMatchObject({
      id: 'blocking-call',
      axis: 'async',
      severity: 'major',
      options: { maxLines: 400, blocking: ['time.sleep'] },
      variants: {},
    });
    expect(meta?.help.en).toMatch(
      /^## What it catches\n\nCalls that block\.[\s\S]*```py\n# not a heading\n```[\s\S]*None\.$/,
    );
    expect(meta?.help.fr).toBe('Des appels bloquants.');
  });

  it('gives a variant without remedy the remedy of the rule', () => {
    const { meta } = read(`${FRONT}variants: { soft: { message: { en: Maybe., fr: Peut-être. } } }\n`);
    expect(meta?.variants.soft?.remedy.en).toBe('Use a thread.');
  });

  it.each([
    [
      'a value that one language lacks',
      FRONT.replace('`{call}` bloque', 'bloque'),
      '6: message: {call} is in "en" and not in "fr"',
    ],
    ['a language that is missing', FRONT.replace(', fr: Appel bloquant', ''), '5: "title" lacks "fr".'],
    ['a key that nothing reads', `${FRONT}remdy: x\n`, '9: Unknown key "remdy": did you mean "remedy"?'],
    [
      'a severity that is none',
      FRONT.replace('major', 'grave'),
      '2: "severity" must be one of: critical, major, minor, info.',
    ],
    [
      'a backtick that is not closed',
      FRONT.replace('`{call}` bloque', '`{call} bloque'),
      '6: message.fr: a backtick is not closed',
    ],
    ['YAML that does not parse', `${FRONT}x: [\n`, '9: Flow sequence'],
  ])('names %s, with its line', (_, front, error) => {
    expect(errorsOf(front)[0]).toEqual(expect.stringContaining(error));
  });

  it('needs its sections, with something in them, and no untested example', () => {
    expect(errorsOf(FRONT, PROSE.replace('## Known limits', '## Limits'))).toEqual([
      '10: the section "## Known limits" is missing',
    ]);
    expect(errorsOf(FRONT, PROSE.replace('None.', ''))).toEqual(['10: the section "## Known limits" is empty']);
    expect(errorsOf(FRONT, PROSE.replace('```py\n#', '```py file=b.py\n#'))[0]).toContain('is not tested');
  });

  it('must lie in the folder of an axis, named after the rule', () => {
    const { errors } = parseRuleReadme(`---\n${FRONT}---\n${PROSE}`, 'speed', 'Blocking');
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('"speed" is not an axis'),
      expect.stringContaining('kebab-case'),
    ]);
    expect(parseRuleReadme('', 'async', 'x').errors[0]?.message).toBe('there is no README.md here');
  });
});

describe('examples', () => {
  const examplesOf = (page: string) => parseExamples(parseMarkdown(page));

  it('are one small repository for each heading', () => {
    const examples = examplesOf(`### One
\`\`\`py file=a.py
x = 1  # noqa  # finding: the x
y = 2  # missed: too hard
\`\`\`
\`\`\`json file=b.json finding=1,2
{
}
\`\`\`
### Two
\`\`\`sql file=c.sql base
select 1;
\`\`\`
\`\`\`sql file=c.sql head
select 2; -- finding
\`\`\`
\`\`\`text
no file
\`\`\`
`);
    expect(
      examples.map(({ heading, hasBase, files }) => [
        heading,
        hasBase,
        files.map(({ path, side }) => `${path} ${side}`),
      ]),
    ).toEqual([
      ['One', false, ['a.py both', 'b.json both']],
      ['Two', true, ['c.sql base', 'c.sql head']],
    ]);
    const [python, json] = examples[0]?.files ?? [];
    expect(python?.text).toBe('x = 1  # noqa\ny = 2\n');
    expect([...(python?.findings ?? [])]).toEqual([[1, 'the x']]);
    expect([...(python?.missed ?? [])]).toEqual([[2, 'too hard']]);
    expect([...(json?.findings.keys() ?? [])]).toEqual([1, 2]);
  });

  it.each([
    ['a word that means nothing', '```py file=a.py haed\n```', 'line 1: "haed" means nothing'],
    ['a miss without reason', '```py file=a.py\nx  # missed\n```', 'line 2: "missed" needs a reason'],
    ['a finding at base', '```py file=a.py base\nx  # finding\n```', 'cannot be a new finding'],
  ])('refuse %s', (_, page, message) => {
    expect(() => examplesOf(page)).toThrow(message);
  });
});
