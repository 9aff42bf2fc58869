import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

/** `OWNER.NAME variables default guard` of every setting. */
function settingsIn(files: Readonly<Record<string, string>>): string[] {
  const project = projectFrom(files);
  return project.settings().fields.map((field) => {
    const { name, owner, variables, default: fallback } = field;
    const value = fallback.kind === 'constant' ? JSON.stringify(fallback.value) : fallback.kind;
    const guard = fallback.kind === 'constant' ? project.guardOf(field)?.kind : undefined;
    return [owner ? `${owner}.${name}` : name, variables.join('|'), value, guard ?? ''].join(' ').trim();
  });
}

describe('settings', () => {
  it('are fields of pydantic classes, with their variables', () => {
    const code = `from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    model_config = {"env_prefix": "app_"}
    name: str
    key: str = Field(...)
    port: int = 80
    token: str | None = Field(None, validation_alias=AliasChoices("TOKEN", "API_TOKEN"))
`;
    expect(settingsIn({ 'conf.py': code })).toEqual([
      'Settings.name APP_NAME required',
      'Settings.key APP_KEY required',
      'Settings.port APP_PORT 80',
      'Settings.token TOKEN|API_TOKEN null',
    ]);
  });

  it('are fields of plain classes and variables that read the environment', () => {
    const code = `import os
DEBUG = os.getenv("DEBUG", "no")
OTHER = 1

class Config:
    KEY = os.environ["KEY"]
    def __init__(self):
        self.url = os.getenv("URL", "x")
`;
    expect(settingsIn({ 'conf.py': code })).toEqual([
      'DEBUG DEBUG "no"',
      'Config.KEY KEY required',
      'Config.url URL "x"',
    ]);
  });

  const guarded = (body: string) =>
    `from pydantic import field_validator, model_validator\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    key: str = "dev"\n${body}`;

  it.each([
    [
      'a comparison',
      '    @model_validator(mode="after")\n    def c(self):\n        if self.key == "dev":\n            raise ValueError\n',
      'raises',
    ],
    [
      'a validator of the field',
      '    @field_validator("key")\n    def c(cls, v):\n        if v in ("dev", "test"):\n            raise ValueError\n        return v\n',
      'raises',
    ],
    [
      'a length that the default has not',
      '    @field_validator("key")\n    def c(cls, v):\n        if len(v) < 32:\n            raise ValueError\n        return v\n',
      'raises',
    ],
    [
      'a list of what is wrong',
      '    def model_post_init(self, _):\n        bad = []\n        if self.key == "dev":\n            bad.append("key")\n        if bad:\n            raise ValueError(bad)\n',
      'raises',
    ],
    [
      'another value',
      '    def model_post_init(self, _):\n        if self.key == "dev":\n            self.key = make()\n',
      'replaces',
    ],
    [
      'emptiness',
      '    @field_validator("key")\n    def c(cls, v):\n        if not v:\n            raise ValueError\n        return v\n',
      '',
    ],
    [
      'a length that the default has',
      '    @field_validator("key")\n    def c(cls, v):\n        if len(v) < 3:\n            raise ValueError\n        return v\n',
      '',
    ],
    [
      'a check of something else',
      '    def model_post_init(self, _):\n        token = sign(self.key)\n        if token.bad:\n            raise ValueError\n',
      '',
    ],
  ])('%s as a guard', (_, body, guard) => {
    expect(settingsIn({ 'conf.py': guarded(body) })).toEqual([`Settings.key KEY "dev" ${guard}`.trim()]);
  });
});
