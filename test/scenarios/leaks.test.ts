/** A value that looks live, wherever a pull request puts it, is in nothing that Vigie writes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../rules/registry.generated.ts';
import { startWorld } from '../app/running-app.ts';
import { expandTokens } from '../world/tokens.ts';
import { Story } from './story.ts';

const made = (what: string): string => expandTokens(`{{${what}}}`);
const VALUES = {
  setting: made('token:openai-api-key#setting'),
  fallback: made('random:alnum:40#fallback'),
  password: made('random:password:16#password'),
  reason: made('token:github-token#reason'),
  route: made('token:github-token#route'),
  detail: made('token:stripe-secret-key#detail'),
  logged: made('token:npm-token#logged'),
  column: made('token:github-token#column'),
  key: made('token:private-key-escaped#key'),
  webhook: made('token:slack-webhook#webhook'),
  decision: made('token:github-token#decision'),
  ruleName: made('token:github-token#rule'),
  comment: made('token:npm-token#comment'),
  message: made('token:github-token#message'),
  title: made('token:github-token#title'),
  branch: made('token:github-token#branch'),
  renamed: made('token:github-token#renamed'),
} as const;

const AFTER = {
  'app/settings.py': `import os
from pydantic_settings import BaseSettings

OPENAI_API_KEY = "${VALUES.setting}"


class Settings(BaseSettings):
    secret_key: str = "${VALUES.fallback}"
    database_url: str = "postgresql://app:${VALUES.password}@db.kestrel-apps.net/app"
    jwt_secret: str = os.getenv("JWT_SECRET", "${VALUES.fallback}")


settings = Settings()
hook = "${VALUES.webhook}"  # vigie: ignore[secret-committed] -- once ${VALUES.reason}
`,
  'app/main.py': `import logging

import jwt
from fastapi import FastAPI, HTTPException

from app.settings import settings

app = FastAPI()
logger = logging.getLogger(__name__)
copied = "${VALUES.setting}"


@app.get("/hooks/${VALUES.route}")
async def hook(token: str):
    logger.info("password ${VALUES.logged} %s", token)
    try:
        return jwt.encode({"sub": token}, "${VALUES.fallback}")
    except Exception as error:
        raise HTTPException(500, detail=f"${VALUES.detail} {error}")


@app.get("/hooks/${VALUES.route}")
async def again(token: str):
    return {}
`,
  'app/models.py': `from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Hook(Base):
    __tablename__ = "hooks"
    id = Column(Integer, primary_key=True)
    secret = Column(String, server_default="${VALUES.column}")
`,
  'migrations/versions/1_hooks.py': `from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.execute("UPDATE hooks SET secret = '${VALUES.column}'")
`,
  '.env': `SECRET_KEY=${VALUES.fallback}\nKEY="${VALUES.key}"\n`,
  'docker-compose.prod.yml': `services:\n  api:\n    build: .\n    environment:\n      SECRET_KEY: ${VALUES.fallback}\n      POSTGRES_PASSWORD: ${VALUES.password}\n`,
  'README.md': `Ours was ${VALUES.comment}, and the one of ${VALUES.key}.\n`,
};
const CONFIGURATION = `gate: { fail-on: ${VALUES.decision} }\nrules:\n  ${VALUES.ruleName}: off\n  secret-committed: { allow: [${VALUES.decision}, 3] }\n`;

let story: Story;
let written: string;
beforeAll(async () => {
  const world = await startWorld({ catalogue });
  story = await Story.open({ after: AFTER, title: `Use ${VALUES.title}`, head: `fix-${VALUES.branch}` }, world);
  await story.push({ 'app/settings.py': 'import os\n', '.github/vigie.yml': CONFIGURATION });
  await story.push({ 'app/extra.py': `key = "${VALUES.renamed}"\n` });
  story.source.commit(`fix-${VALUES.branch}`, { 'app/extra.py': 'key = None\n' }, `Remove ${VALUES.message}`);
  story.repository.grant('alice', 'write');
  await story.say('/audit');
  await story.say('/audit full');
  await story.say(`/audit ignore secret-committed app/main.py -- it is ${VALUES.decision}`);
  await story.say(`/audit explain ${VALUES.ruleName}`);
  const bodies = world.github.writes.map(({ operation, body }) => [operation, body]);
  written = JSON.stringify([bodies, world.log, [...story.repository.checkRuns.values()]]);
}, 60_000);
afterAll(() => story.close());

describe('what is written', () => {
  it('tells of the values', () => {
    expect(written).toContain('secret-committed');
    expect(written).toContain('OpenAI API key');
    expect(written).toMatch(/vigie\.yml/);
  });

  it.each(Object.entries(VALUES))('does not hold the one of the %s', (_, value) => {
    // Beyond the first characters, which are a public prefix; a key is looked for by a line of its body.
    const part = value.startsWith('-----')
      ? value.slice(40, 60)
      : value.slice(value.indexOf('services/') > 0 ? 50 : 5).slice(0, 14);
    const at = written.indexOf(part);
    expect(at < 0 ? '' : written.slice(Math.max(0, at - 300), at)).toBe('');
  });
});
