import { describe, expect, it } from '@jest/globals';
import { keywordArgument } from '../../../src/model/python-walk.ts';
import type { Flow } from '../../../src/model/settings.ts';
import { codeOf, scopeOf } from '../../../src/rulekit/code.ts';
import { projectFrom } from '../routes/project-from.ts';

/** Where the argument `x` of the only call of `sink` in `main.py` comes from. */
function flowIn(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | null>> = {},
): Flow {
  const project = projectFrom(files);
  const file = project.file('main.py');
  const made = file && codeOf(file).calls.find(({ name }) => name?.endsWith('sink'));
  const x = made && keywordArgument(made.call, 'x');
  if (!file || !made || !x) throw new Error('the example needs sink(x=…)');
  return project.flow(scopeOf(file, made), x, new Map(Object.entries(environment)));
}

describe('the value of an expression', () => {
  it.each<[string, string, unknown]>([
    ['a flag from the environment', 'import os\nD = os.getenv("D", "true").lower() == "true"\nsink(x=D)\n', true],
    ['a flag among words', 'import os\nsink(x=os.environ.get("D", "0") in ("1", "yes"))\n', false],
    ['a list', 'import os\nsink(x=[o.strip() for o in os.getenv("O", "a, b").split(",")])\n', ['a', 'b']],
    ['a variable that is not set', 'import os\nsink(x=os.getenv("O") is None)\n', true],
    ['what a branch assigns', 'import os\ny = os.getenv("Y")\nif y:\n    z = y\nelse:\n    z = "*"\nsink(x=z)\n', '*'],
    ['what stands before', 'z = "a"\nsink(x=z)\nz = "b"\n', 'a'],
    ['a name made of itself', 'z = "a"\nz = z + "b"\nsink(x=z)\n', 'ab'],
    ['decouple', 'from decouple import config\nsink(x=config("D", default="on", cast=bool))\n', true],
    [
      'starlette',
      'from starlette.config import Config\nconfig = Config(".env")\nsink(x=config("D", cast=bool, default=False))\n',
      false,
    ],
    ['environs', 'from environs import Env\nenv = Env()\nsink(x=env.bool("D", True))\n', true],
    ['a branch that is not known', 'if unknown():\n    z = 1\nelse:\n    z = 2\nsink(x=z)\n', undefined],
    ['a cycle', 'a = b\nb = a\nsink(x=a)\n', undefined],
  ])('%s', (_, code, expected) => {
    expect(flowIn({ 'main.py': code }).value).toEqual(expected);
  });

  it('passes through parameters, from the callers', () => {
    const files = {
      'main.py': 'def create(debug=False):\n    return sink(x=debug)\n',
      'run.py': 'import os\nfrom main import create\nDEBUG = os.getenv("APP_DEBUG", "1") == "1"\ncreate(debug=DEBUG)\n',
      'tests/test_main.py': 'from main import create\ncreate(debug=False)\n',
    };
    expect(flowIn(files)).toMatchObject({ value: true, variables: ['APP_DEBUG'], at: { path: 'run.py' } });
  });

  it('is unknown where callers differ', () => {
    const code = 'def create(debug):\n    return sink(x=debug)\ncreate(True)\ncreate(False)\n';
    expect(flowIn({ 'main.py': code }).value).toBeUndefined();
  });

  const SETTINGS = `from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="shop_")
    debug: bool = True
    origins: list[str] = Field(default=["*"], validation_alias="ORIGINS")

    @property
    def production(self) -> bool:
        return not self.debug

class Settings(Base):
    pass

def get_settings():
    return Settings()
`;
  const USE = 'from conf import get_settings\nsettings = get_settings()\n';

  it('passes through settings, their variables and properties', () => {
    const field = flowIn({ 'conf.py': SETTINGS, 'main.py': `${USE}sink(x=settings.debug)\n` });
    expect(field).toMatchObject({ value: true, variables: ['SHOP_DEBUG'], through: ['debug'] });
    const files = { 'conf.py': SETTINGS, 'main.py': `${USE}sink(x=settings.production)\n` };
    expect(flowIn(files).value).toBe(false);
    expect(flowIn(files, { SHOP_DEBUG: 'false' }).value).toBe(true);
    expect(flowIn(files, { SHOP_DEBUG: null }).value).toBeUndefined();
  });

  it('reads a variable as the type of the field', () => {
    const files = { 'conf.py': SETTINGS, 'main.py': `${USE}sink(x=settings.origins)\n` };
    expect(flowIn(files).value).toEqual(['*']);
    expect(flowIn(files, { ORIGINS: '["https://a.example"]' }).value).toEqual(['https://a.example']);
  });
});
