import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { type TemporaryRepository, temporaryRepository } from '../git/temporary-repository.ts';
import { vigie, vigieIn } from './run.ts';

const TOKEN = ['gh', 'p_', 'x7Kq2mVbR9tLw4NzYc6PdHs8', 'JfGaUe3ToQ1i'].join('');
const CLEAN =
  'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health():\n    return {"status": "ok"}\n';
const TWICE = `${CLEAN}\n\n@app.get("/items")\ndef items():\n    return []\n\n\n@app.get("/items")\ndef items_again():\n    return []\n`;

let local: TemporaryRepository;

beforeAll(() => {
  local = temporaryRepository();
  local.write({ 'app/main.py': CLEAN, 'README.md': '# Shop\n' });
  local.commit();
  local.git('switch', '--quiet', '-c', 'topic');
  local.write({ 'app/main.py': TWICE, 'app/settings.py': `GITHUB_TOKEN = "${TOKEN}"\n` });
  local.commit();
});

afterAll(() => local.dispose());

describe('vigie audit', () => {
  it('reports what it finds, at its place, and fails', () => {
    const { code, out, err } = vigie(local.directory, 'audit');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('app/main.py:16');
    expect(out).toContain('duplicate-route');
    expect(out).toContain('app/settings.py:1');
    expect(out).toContain('secret-committed');
  });

  it('shows no secret and no escape codes', () => {
    for (const format of ['text', 'json', 'sarif', 'markdown']) {
      const { out } = vigie(local.directory, 'audit', '--format', format);
      expect(out).toContain('secret-committed');
      expect(out).not.toContain(TOKEN.slice(0, 12));
      expect(out).not.toContain('\u001b');
    }
  });

  it('finds what one commit of the branch brought and another took away', () => {
    const branch = temporaryRepository();
    try {
      branch.write({ 'app/main.py': CLEAN, 'README.md': '# Shop\n' });
      const base = branch.commit();
      branch.write({ 'app/settings.py': `# settings\nGITHUB_TOKEN = "${TOKEN}"\n` });
      const culprit = branch.commit();
      branch.write({ 'app/settings.py': '# settings\n' });
      branch.commit();
      const { code, out } = vigie(branch.directory, 'audit', '--base', base, '--format', 'json');
      const { findings, score } = JSON.parse(out);
      // It must be revoked, whatever becomes of the branch: to block the merge is for the configuration to say.
      expect(code).toBe(0);
      expect(findings).toMatchObject([
        {
          rule: 'secret-committed',
          severity: 'minor',
          status: 'new',
          path: 'app/settings.py',
          line: 2,
          commit: culprit,
        },
      ]);
      expect(findings[0].message).toContain(culprit.slice(0, 12));
      expect(findings[0].remedy).toMatch(/history|revoke/);
      // The tree has nothing to lose points for.
      expect(score.overall).toBe(10);
      expect(out).not.toContain(TOKEN.slice(0, 12));
    } finally {
      branch.dispose();
    }
  });

  it('speaks French', () => {
    expect(vigie(local.directory, 'audit', '--lang', 'fr').out).toMatch(/Route|déclarée|deux fois|dépôt/);
  });

  it('writes JSON that its schema describes, the same each time, cached or not', () => {
    const schema = JSON.parse(readFileSync(new URL('../../docs/schema/report.schema.json', import.meta.url), 'utf8'));
    const reports = [['--no-cache'], [], []].map((more) =>
      JSON.parse(vigie(local.directory, 'audit', '--format', 'json', ...more).out),
    );
    expect(new Ajv({ strict: false }).validate(schema, reports[0])).toBe(true);
    const timeless = reports.map((report) => JSON.stringify({ ...report, timings: null }));
    expect(new Set(timeless).size).toBe(1);
  });

  it('audits all the same where nothing can be cached, and says so', () => {
    const { code, out, err } = vigieIn({ XDG_CACHE_HOME: '/dev/null' }, local.directory, 'audit');
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('duplicate-route') });
    expect(err).toMatch(/^vigie: facts cannot be cached \(.*\); the audit goes on without\n$/);
  });

  it('needs no git for a folder that is no repository, and asks for it where there is one', () => {
    const plain = temporaryRepository({ git: false });
    plain.write({ 'app/main.py': TWICE });
    const variables = { PATH: '/nowhere', XDG_CACHE_HOME: '/dev/null' };
    expect(vigieIn(variables, plain.directory, 'audit', '--no-cache')).toMatchObject({ code: 1, err: '' });
    plain.dispose();
    const { code, out, err } = vigieIn(variables, local.directory, 'audit', '--no-cache');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('install it to audit a repository');
  });

  it('judges a branch by what it brings', () => {
    const head = vigie(local.directory, 'audit', '--base', 'main', '--head', 'topic', '--format', 'json');
    expect(head.code).toBe(1);
    expect(JSON.parse(head.out).findings.map((f: { rule: string; status: string }) => [f.rule, f.status])).toEqual(
      expect.arrayContaining([['duplicate-route', 'new']]),
    );
    const same = vigie(local.directory, 'audit', '--base', 'topic', '--head', 'topic', '--format', 'json');
    expect(same.code).toBe(0);
    expect(new Set(JSON.parse(same.out).findings.map((f: { status: string }) => f.status))).toEqual(
      new Set(['existing']),
    );
    const back = vigie(local.directory, 'audit', '--head', 'main', '--format', 'json');
    expect([back.code, JSON.parse(back.out).findings]).toEqual([0, []]);
  });

  it('fails as far as it is told to', () => {
    expect(vigie(local.directory, 'audit', '--fail-on', 'never').code).toBe(0);
    expect(vigie(local.directory, 'audit', '--rules', 'duplicate-route', '--fail-on', 'critical').code).toBe(0);
    expect(vigie(local.directory, 'audit', '--fail-on', 'never', '--min-score', '10').code).toBe(1);
  });

  it('keeps standard output for the report', () => {
    const { code, out } = vigie(local.directory, 'audit', '--output', 'report.json', '--format', 'json');
    expect([code, out]).toEqual([1, '']);
    expect(JSON.parse(readFileSync(`${local.directory}/report.json`, 'utf8')).schemaVersion).toBe(1);
    local.remove('report.json');
  });
});

describe('a call that cannot be carried out ends with 2 and a sentence', () => {
  it.each([
    ['no command', [], 'vigie audit [DIR]'],
    ['an unknown command', ['adit'], 'there is no command "adit"'],
    ['an unknown option', ['audit', '--fast'], "'--fast'"],
    ['an unknown format', ['audit', '--format', 'xml'], '--format takes text, json, sarif, markdown'],
    ['an unknown rule', ['audit', '--rules', 'nope'], 'there is no rule nope'],
    ['a score out of range', ['audit', '--min-score', '11'], '--min-score takes a number from 0 to 10'],
    ['a folder that is not there', ['audit', 'nowhere'], 'nowhere cannot be opened'],
    ['a revision that is not there', ['audit', '--base', 'nowhere'], 'no commit "nowhere"'],
    ['a report that cannot be written', ['audit', '--output', 'no/such/folder'], 'cannot be written to no/such/folder'],
    ['a configuration that cannot be read', ['audit', '--config', 'nowhere.yml'], 'nowhere.yml cannot be read'],
  ])('%s', (_, args, sentence) => {
    const { code, out, err } = vigie(local.directory, ...args);
    expect(code).toBe(2);
    expect(out + err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  it('an invalid configuration, with file, line and column', () => {
    const other = temporaryRepository();
    other.write({ '.github/vigie.yml': 'gate:\n  fail-on: sometimes\n', 'a.py': '' });
    const { code, err } = vigie(other.directory, 'audit');
    expect([code, err]).toEqual([2, expect.stringContaining('.github/vigie.yml:2:12')]);
    expect(vigie(other.directory, 'config', 'check').code).toBe(2);
    other.write({ '.github/vigie.yml': 'gate:\n  fail-on: critical\n' });
    expect(vigie(other.directory, 'config', 'check')).toEqual({ code: 0, out: '.github/vigie.yml: valid\n', err: '' });
    other.dispose();
  });
});

describe('repositories that are hardly one', () => {
  it.each<[string, Record<string, string | Uint8Array>]>([
    ['an empty folder', {}],
    ['no Python', { 'README.md': '# Hello\n', 'src/index.ts': 'export {};\n' }],
    ['Python that does not parse', { 'a.py': 'def (:\n  class ===\n\n\u0000', 'b.py': 'print "hello"\n' }],
    ['a file that is all bytes', { 'a.py': Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256)) }],
  ])('%s', (_, files) => {
    const other = temporaryRepository();
    other.write(files);
    const { code, err } = vigie(other.directory, 'audit');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    other.dispose();
  });
});

describe('vigie serve', () => {
  it('reads .env, and says what is missing in it', () => {
    const folder = temporaryRepository({ git: false });
    folder.write({ '.env': 'APP_ID=12\nWEBHOOK_SECRET=from-the-file\n' });
    const { code, err } = vigieIn({ WEBHOOK_SECRET: 'development' }, folder.directory, 'serve');
    folder.dispose();
    expect(code).toBe(2);
    expect(err).not.toContain('APP_ID is not set');
    expect(err).toContain('PRIVATE_KEY is not set');
    expect(err).toContain('WEBHOOK_SECRET is "development"');
  });
});

describe('vigie shows what it knows', () => {
  it('the rules, and one of them explained', () => {
    expect(vigie(local.directory, 'rules').out).toContain('duplicate-route');
    expect(vigie(local.directory, 'rules', 'duplicate-route').out).toContain('What it catches');
    expect(vigie(local.directory, 'rules', 'nope')).toMatchObject({ code: 2 });
  });

  it('the routes of a commit', () => {
    const { code, out } = vigie(local.directory, 'routes', '--head', 'topic', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out).routes.map((route: { path: string }) => route.path)).toEqual([
      '/health',
      '/items',
      '/items',
    ]);
  });

  it('the schema', () => {
    const { code, out } = vigie(local.directory, 'schema', '--format', 'json');
    expect([code, JSON.parse(out).models.tables]).toEqual([0, {}]);
  });
});

describe('vigie migration draft', () => {
  const MODELS =
    'from sqlalchemy import Column, Integer, String\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n\n\nclass User(Base):\n    __tablename__ = "users"\n    id = Column(Integer, primary_key=True)\n';
  const FIRST =
    'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))\n';
  const ADD = 'op.add_column("users", sa.Column("name", sa.String(9), nullable=True))';
  let shop: TemporaryRepository;

  beforeAll(() => {
    shop = temporaryRepository();
    shop.write({
      'alembic.ini': '[alembic]\nscript_location = migrations\n',
      'migrations/versions/a1_users.py': FIRST,
      'app/models.py': `${MODELS}    name = Column(String(9))\n`,
    });
    shop.commit();
  });
  afterAll(() => shop.dispose());

  it('prints the file, its path first', () => {
    const { code, out, err } = vigie(shop.directory, 'migration', 'draft');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^# migrations\/versions\/[0-9a-f]{12}_add_name_to_users\.py\n/);
    expect(out).toContain(`    ${ADD}\n`);
  });

  it('writes nothing for what was missing at the base', () => {
    const { code, out, err } = vigie(shop.directory, 'migration', 'draft', '--base', 'HEAD');
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'no migration is missing\n' });
  });

  it('writes into the working tree, once, and never over a file', () => {
    const [path = ''] = vigie(shop.directory, 'migration', 'draft').out.slice(2).split('\n');
    shop.write({ [path]: '# mine\n' });
    const refused = vigie(shop.directory, 'migration', 'draft', '--write');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`${path} is not written`);
    expect(readFileSync(`${shop.directory}/${path}`, 'utf8')).toBe('# mine\n');
    rmSync(`${shop.directory}/${path}`);
    expect(vigie(shop.directory, 'migration', 'draft', '--write')).toMatchObject({ code: 0, out: `${path}\n` });
    expect(readFileSync(`${shop.directory}/${path}`, 'utf8')).toContain(ADD);
    expect(vigie(shop.directory, 'migration', 'draft').err).toBe('no migration is missing\n');
  });

  it('fails where something is missing that it cannot write, and says why', () => {
    shop.write({
      'migrations/versions/b2.py': 'revision = "b2"\ndown_revision = "gone"\n\n\ndef upgrade():\n    pass\n',
    });
    shop.write({ 'app/models.py': `${MODELS}    age = Column(Integer)\n` });
    const { code, err } = vigie(shop.directory, 'migration', 'draft');
    expect(code).toBe(1);
    expect(err).toContain('migrations: not written: the chain of revisions is broken');
  });

  it('says what it does not understand', () => {
    expect(vigie(shop.directory, 'migration', 'apply')).toMatchObject({ code: 2 });
    expect(vigie(shop.directory, 'migration', 'draft', '--write', '--head', 'HEAD').err).toContain('--head');
  });
});
