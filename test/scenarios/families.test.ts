/** The four families of defects that every audit of a FastAPI back-end found, each in a pull request that brings it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../rules/registry.generated.ts';
import { startWorld } from '../app/running-app.ts';
import type { Changes } from '../world/git-store.ts';
import { expandTokens } from '../world/tokens.ts';
import { Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const MODELS = `from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
`;

const SHOP: Changes = {
  'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["fastapi", "sqlalchemy", "alembic"]\n',
  'app/__init__.py': '',
  'app/models.py': MODELS,
  'app/db.py': `from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://", pool_pre_ping=True)


def get_session():
    with Session(engine) as session:
        yield session
`,
  'app/services/__init__.py': '',
  'app/services/users.py': `from sqlalchemy import select

from app.models import User


def find_user(session, user_id: int):
    return session.scalars(select(User).where(User.id == user_id)).first()
`,
  'app/api/__init__.py': '',
  'app/api/users.py': `from fastapi import APIRouter, Depends

from app.db import get_session
from app.services import users

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def get_user(user_id: int, session=Depends(get_session)):
    return users.find_user(session, user_id)
`,
  'app/main.py': `from fastapi import FastAPI

from app.api import users

app = FastAPI()
app.include_router(users.router, prefix="/api")
`,
  'alembic.ini': '[alembic]\nscript_location = migrations\n',
  'migrations/env.py':
    'from alembic import context\n\nfrom app.models import Base\n\ntarget_metadata = Base.metadata\n',
  'migrations/versions/0001_users.py': `"""users"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
    )


def downgrade():
    op.drop_table("users")
`,
};

/** What the App says about a pull request: \`rule path:line\`, worst first. */
async function remarks(after: Changes): Promise<readonly string[]> {
  story = await Story.open({ before: SHOP, after }, await startWorld({ catalogue }));
  return story.comments.map(
    ({ path, line, body }) => `${/rules\/\w+\/([a-z-]+)\/README/.exec(body)?.[1]} ${path}:${line}`,
  );
}

describe('a pull request to a FastAPI back-end', () => {
  it('that changes nothing of importance is green and silent', async () => {
    expect(
      await remarks({
        'app/main.py': `${SHOP['app/main.py']}\n\n@app.get("/version")\ndef version():\n    return {"version": 1}\n`,
      }),
    ).toEqual([]);
    expect(story.check.conclusion).toBe('success');
  });

  it('may not bring a secret, and nobody reads it in what we write', async () => {
    const token = expandTokens('{{token:stripe-secret-key}}');
    expect(await remarks({ 'app/pay.py': `import os\n\nKEY = "${token}"\n` })).toEqual([
      'secret-committed app/pay.py:3',
    ]);
    expect(story.check.conclusion).toBe('failure');
    expect(JSON.stringify(story.world.github.writes)).not.toContain(token.slice(8));
    expect(story.world.log.join('\n')).not.toContain(token.slice(8));
  });

  it('is not told that a secret is fixed when it only leaves the code: it stays in the history', async () => {
    const token = expandTokens('{{token:stripe-secret-key}}');
    await remarks({ 'app/pay.py': `import os\n\nKEY = "${token}"\n` });
    await story.push({ 'app/pay.py': 'import os\n\nKEY = os.environ["KEY"]\n' });
    const [comment] = story.comments;
    expect(comment?.body).toMatch(/No longer in the code as of .*history of git.*revoke it/);
    expect(comment?.body).not.toMatch(/Fixed in|✅/);
  });

  it('that removes an old secret is told so in the summary', async () => {
    const token = expandTokens('{{token:stripe-secret-key}}');
    const old = { ...SHOP, 'app/pay.py': `import os\n\nKEY = "${token}"\n` };
    const after = { 'app/pay.py': 'import os\n\nKEY = os.environ["KEY"]\n' };
    story = await Story.open({ before: old, after }, await startWorld({ catalogue }));
    expect(story.check.summary).toMatch(/1 finding fixed[\s\S]*secret-committed[\s\S]*revoke it if/);
  });

  it('may not add a table without a migration', async () => {
    const order =
      '\n\nclass Order(Base):\n    __tablename__ = "orders"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n';
    expect(await remarks({ 'app/models.py': MODELS + order })).toEqual(['model-without-migration app/models.py:16']);
    expect(story.check.conclusion).toBe('failure');
  });

  it('may not add a column without a migration', async () => {
    expect(await remarks({ 'app/models.py': `${MODELS}    name: Mapped[str] = mapped_column(String(80))\n` })).toEqual([
      'model-migration-drift app/models.py:14',
    ]);
  });

  it('may not register a route twice', async () => {
    const again = `from fastapi import APIRouter

router = APIRouter()


@router.get("/users/{id}")
def user(id: int):
    return {"id": id}
`;
    const main = `from fastapi import FastAPI

from app.api import more, users

app = FastAPI()
app.include_router(users.router, prefix="/api")
app.include_router(more.router, prefix="/api")
`;
    expect(await remarks({ 'app/api/more.py': again, 'app/main.py': main })).toEqual([
      expect.stringMatching(/^duplicate-route app\/api\/more\.py:[67]$/),
    ]);
  });

  it('may not query the database in a handler', async () => {
    const handler = `from fastapi import APIRouter, Depends
from sqlalchemy import select

from app.db import get_session
from app.models import User
from app.services import users

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def get_user(user_id: int, session=Depends(get_session)):
    return users.find_user(session, user_id)


@router.get("")
def list_users(session=Depends(get_session)):
    return session.scalars(select(User)).all()
`;
    expect(await remarks({ 'app/api/users.py': handler })).toEqual([
      expect.stringMatching(/^handler-bypasses-service app\/api\/users\.py:1[678]$/),
    ]);
  });
});
