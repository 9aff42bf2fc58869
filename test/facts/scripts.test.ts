import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

function scriptOf(text: string): string[] | undefined {
  const { script } = extractor.extract(Buffer.from(text), 'text');
  return script?.map((line) => (line.target ? `[${line.text}]` : line.text));
}

describe('scripts', () => {
  it('joins continued lines and leaves comments out', () => {
    const text =
      '#!/bin/sh\n# start\nset -e\n\nalembic upgrade head && \\\n  exec uvicorn app.main:app \\\n    --port 80\n';
    expect(scriptOf(text)).toEqual(['set -e', 'alembic upgrade head &&  exec uvicorn app.main:app  --port 80']);
  });

  it('tells the targets of a Makefile from their recipes', () => {
    expect(
      scriptOf('.PHONY: run\nPORT := 80\nrun: build ## starts\n\tuvicorn app:app\nbuild:\n\tpip install .\n'),
    ).toEqual([
      '[.PHONY: run]',
      'PORT := 80',
      '[run: build ## starts]',
      'uvicorn app:app',
      '[build:]',
      'pip install .',
    ]);
  });

  it('reads units and programs of supervisor', () => {
    expect(scriptOf('[Service]\nExecStart=/opt/venv/bin/uvicorn app:app\n')).toContain(
      'ExecStart=/opt/venv/bin/uvicorn app:app',
    );
    expect(scriptOf('[program:api]\ncommand=uvicorn app:app\nautostart=true\n')).toContain('command=uvicorn app:app');
  });

  it.each([
    ['prose', 'To start it, run\n\n```\nuvicorn app:app\n```\n'],
    ['another language', 'package main\n\nfunc main() {\n\texec()\n}\n'],
    ['markup', '<html>\ncommand=x\n</html>\n'],
    ['a long text', `#!/bin/sh\n${'echo 1\n'.repeat(20_000)}`],
  ])('leaves %s alone', (_, text) => {
    expect(scriptOf(text)).toBeUndefined();
  });

  it('masks secrets', () => {
    const token = ['AKIA', 'Q3EXR7TLM2', 'ZP5WYK'].join('');
    const [line] = scriptOf(`#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${token}\n`) ?? [];
    expect(line).toContain('AWS_ACCESS_KEY_ID');
    expect(line).not.toContain(token);
  });

  it('keeps the lines of an ignore file, and of no other text', () => {
    const patternsOf = (text: string) => extractor.extract(Buffer.from(text), 'text').patterns;
    expect(patternsOf('# build\n*.pyc\n!keep.pyc\n.env\ndist/\n')).toEqual(['*.pyc', '!keep.pyc', '.env', 'dist/']);
    expect(patternsOf('This is a sentence. And so on.\n')).toBeUndefined();
  });
});
