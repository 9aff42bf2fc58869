import { describe, expect, it } from '@jest/globals';
import { launches } from '../../src/rulekit/launches.ts';
import { projectFrom } from '../project/routes/project-from.ts';

/** `role service: commands`, with `?` where something could not be followed. */
function launched(files: Readonly<Record<string, string>>): string[] {
  return launches(projectFrom(files)).map(({ role, isOpen, service, commands }) =>
    `${role}${isOpen ? '?' : ''} ${service.name}: ${commands.map(({ text }) => text).join(' | ')}`.trim(),
  );
}

describe('launches', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    [
      'a command of the manifest in place of that of the image, with its entry point',
      {
        'compose.prod.yml':
          'services:\n  api:\n    build: .\n  jobs:\n    build: .\n    command: celery -A app.jobs worker\n',
        Dockerfile: 'FROM python:3.12\nENTRYPOINT ["./entry.sh"]\nCMD ["uvicorn", "app:app"]\n',
        'entry.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
      },
      [
        'web api: ./entry.sh | set -e | exec "$@" | uvicorn app:app',
        'worker jobs: ./entry.sh | set -e | exec "$@" | celery -A app.jobs worker',
      ],
    ],
    [
      'scripts and targets that call one another',
      {
        Procfile: 'web: bash scripts/start.sh\n',
        'scripts/start.sh': '#!/bin/bash\nmake serve\n./scripts/start.sh\n',
        Makefile: 'serve:\n\tgunicorn app:app\n\nother:\n\techo no\n',
      },
      ['web web: bash scripts/start.sh | make serve | gunicorn app:app | ./scripts/start.sh'],
    ],
    [
      'a Python file that serves, through the package that exports the function',
      {
        'render.yaml':
          'services:\n  - type: web\n    name: api\n    runtime: python\n    startCommand: python serve.py\n',
        'serve.py': 'from server import run\n\nrun()\n',
        'server/__init__.py': 'from server.app import run\n',
        'server/app.py': 'import uvicorn\n\n\ndef run():\n    uvicorn.run("server.app:app")\n',
      },
      ['web api: python serve.py'],
    ],
    [
      'the stages that the last one is made of',
      {
        Dockerfile:
          'FROM python:3.12 AS base\nENTRYPOINT ["uvicorn"]\nFROM node:22 AS web\nCMD ["npm", "start"]\nFROM base\nCMD ["app:app"]\n',
      },
      ['web : uvicorn | app:app'],
    ],
    [
      'a service that extends one of another file, one of a profile, one over the plain file',
      {
        'docker-compose.prod.yml':
          'services:\n  api:\n    extends: { file: base/common.yml, service: web }\n  admin:\n    environment: { A: 1 }\n  shell:\n    profiles: [debug]\n    command: uvicorn app:app --reload\n',
        'docker-compose.yml':
          'services:\n  admin:\n    build: .\n    command: gunicorn admin:app\n    volumes: [".:/app"]\n',
        'base/common.yml': 'services:\n  web:\n    build: ..\n    command: uvicorn app:app\n',
      },
      ['web api: uvicorn app:app', 'web admin: gunicorn admin:app'],
    ],
    [
      'a unit of systemd, and programs of supervisor',
      {
        'deploy/api.service':
          '[Unit]\nDescription=api\n[Service]\nExecStartPre=/opt/venv/bin/alembic upgrade head\nExecStart=/opt/venv/bin/uvicorn app:app\n',
        Procfile: 'web: supervisord -n -c conf/supervisord.conf\n',
        'conf/supervisord.conf': '[supervisord]\nnodaemon=true\n[program:api]\ncommand=uvicorn app:app\n',
      },
      [
        'web web: supervisord -n -c conf/supervisord.conf | uvicorn app:app',
        'web api: /opt/venv/bin/alembic upgrade head | /opt/venv/bin/uvicorn app:app',
      ],
    ],
    ['a script that is nowhere', { Procfile: 'web: ./start.sh\n' }, ['other? web: ./start.sh']],
    ['a database', { 'compose.prod.yml': 'services:\n  db:\n    image: postgres:16\n' }, ['other db:']],
    [
      'nothing for development and tests',
      {
        'docker-compose.dev.yml': 'services:\n  api:\n    command: uvicorn app:app\n',
        'tests/Dockerfile': 'FROM python\nCMD ["uvicorn", "app:app"]\n',
        Dockerfile: 'FROM python AS dev\nCMD ["uvicorn", "app:app"]\n',
      },
      [],
    ],
    [
      'a Dockerfile that a manifest builds is that manifest’s',
      {
        'fly.toml': 'app = "api"\n[build]\ndockerfile = "Dockerfile"\n',
        Dockerfile: 'FROM python:3.12\nCMD uvicorn app:app\n',
      },
      ['web api: uvicorn app:app'],
    ],
  ])('%s', (_, files, expected) => {
    expect(launched(files)).toEqual(expected);
  });

  it('ends on scripts without end', () => {
    const files: Record<string, string> = { Procfile: 'web: ./0.sh\n' };
    for (let at = 0; at < 200; at++) files[`${at}.sh`] = `#!/bin/sh\n./${at + 1}.sh\n./${(at * 7) % 200}.sh\n`;
    expect(launches(projectFrom(files))[0]?.isOpen).toBe(true);
  });
});
