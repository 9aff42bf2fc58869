/** The Python interpreters of this machine that have Alembic, SQLAlchemy and a driver. */
import { spawnSync } from 'node:child_process';

export interface Python {
  readonly path: string;
  /** Major version of SQLAlchemy. */
  readonly sqlalchemy: number;
  readonly sqlmodel: boolean;
}

const LOOK = `import json, importlib.util, alembic, psycopg2, sqlalchemy
print(json.dumps([int(sqlalchemy.__version__.split(".")[0]), importlib.util.find_spec("sqlmodel") is not None]))`;

/** `VIGIE_PYTHON` names others, separated by colons. The first that fits is taken. */
export function pythons(): readonly Python[] {
  const named = (process.env.VIGIE_PYTHON ?? '').split(':').filter((path) => path !== '');
  return [...named, 'python3', '/usr/bin/python3'].flatMap((path) => {
    const { status, stdout } = spawnSync(path, ['-c', LOOK], { encoding: 'utf8' });
    if (status !== 0) return [];
    const [sqlalchemy, sqlmodel] = JSON.parse(stdout);
    return [{ path, sqlalchemy, sqlmodel }];
  });
}
