import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

/** One line for each manifest, one for each service below it. */
function deploymentOf(files: Readonly<Record<string, string>>): string[] {
  return projectFrom(files)
    .deployment()
    .manifests.flatMap(({ kind, purpose, services }) => [
      `${kind} ${purpose}`,
      ...services.map(({ name, commands, env }) =>
        [
          ` ${name}`,
          ...commands.map(({ role, text }) => `${role}=${text}`),
          ...env.map(({ variable, value }) => `${variable}:${value.kind === 'constant' ? value.text : value.kind}`),
        ].join('; '),
      ),
    ]);
}

describe('deployment', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    [
      'Render',
      {
        'render.yaml':
          'services:\n  - type: web\n    name: api\n    buildCommand: pip install .\n    startCommand: python main.py\n    envVars:\n      - key: A\n        value: "1"\n      - key: B\n        generateValue: true\n      - fromGroup: shared\n',
      },
      ['render production', ' api; build=pip install .; start=python main.py; A:1; B:secret'],
    ],
    [
      'compose, as list and as map',
      {
        'docker-compose.prod.yml':
          'services:\n  api:\n    build: .\n    command: ["uvicorn", "app:app"]\n    environment:\n      - A=1\n      - B\n      - C=${C:-x}\n  db:\n    image: postgres\n    environment:\n      P: secret\n',
      },
      ['compose production', ' api; start=uvicorn app:app; A:1; B:reference; C:reference', ' db; P:secret'],
    ],
    [
      'compose for development, by what it does',
      { 'docker-compose.yml': 'services:\n  api:\n    build: .\n    volumes: [".:/app"]\n' },
      ['compose development', ' api'],
    ],
    [
      'a Dockerfile of stages',
      {
        Dockerfile:
          'FROM python:3 AS base\nENV A=1 B="two words"\nFROM node AS web\nENV W=1\nFROM base\nENV C 3\nCMD ["python", "x.py"]\n',
      },
      ['dockerfile null', ' ; start=python x.py; A:1; B:two words; C:3'],
    ],
    [
      'a Procfile',
      { Procfile: 'web: gunicorn app:app\nrelease: alembic upgrade head\n' },
      ['procfile production', ' web; start=gunicorn app:app', ' release; release=alembic upgrade head'],
    ],
    [
      'Fly',
      { 'fly.toml': 'app = "shop"\n[env]\nA = "1"\n[deploy]\nrelease_command = "alembic upgrade head"\n' },
      ['fly production', ' shop; release=alembic upgrade head; A:1'],
    ],
    [
      'Kubernetes',
      {
        'k8s/api.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: x\n          args: [serve]\n          env:\n            - {name: A, value: "1"}\n            - {name: B, valueFrom: {secretKeyRef: {name: s, key: b}}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {D: "4"}\n',
      },
      ['kubernetes production', ' api; start=serve; A:1; B:secret', ' c; D:4'],
    ],
    [
      'a workflow',
      {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    env: {A: 1}\n    services:\n      db: {image: postgres, env: {P: x}}\n    steps:\n      - run: pytest\n',
      },
      ['workflow test', ' test; build=pytest; A:1', ' db; P:x'],
    ],
    [
      'what only looks like a manifest',
      { 'app.yaml': 'title: x\n', 'values.json': '{}', 'config.yaml': 'kind: x\n' },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(deploymentOf(files)).toEqual(expected);
  });
});
