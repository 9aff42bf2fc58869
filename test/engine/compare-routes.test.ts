import { describe, expect, it } from '@jest/globals';
import { compareRoutes } from '../../src/engine/compare-routes.ts';
import type { Sources } from '../project/linked.ts';
import { projectsFrom } from '../project/routes/project-from.ts';

/** `opened POST /users (true → false)`, `moved GET /a → /b ×2`. */
function told(base: Sources, head: Sources): string[] {
  const projects = projectsFrom(base, head);
  return compareRoutes(projects.base.routes(), projects.head().routes()).map((change) => {
    const path = change.from === null ? change.path : `${change.from} → ${change.path}`;
    const access = change.kind === 'opened' || change.kind === 'closed' ? ` (${change.before} → ${change.after})` : '';
    return `${change.kind} ${change.method} ${path}${change.count > 1 ? ` ×${change.count}` : ''}${access}`;
  });
}

const SECURITY = `
from fastapi import HTTPException, Request

def get_current_user(request: Request):
    if "authorization" not in request.headers:
        raise HTTPException(status_code=401)
`;
const USERS = `
from fastapi import APIRouter
router = APIRouter(prefix="/users")

@router.get("/")
def list_users(): ...

@router.post("/")
def create_user(): ...
`;
const main = (include: string) => `
from fastapi import Depends, FastAPI
from security import get_current_user
import users
app = FastAPI()
app.include_router(users.router, ${include})
`;

describe('what a pull request does to routes', () => {
  it('sees routes opened in a file that it does not touch', () => {
    const files = { 'security.py': SECURITY, 'users.py': USERS };
    const before = { ...files, 'main.py': main('dependencies=[Depends(get_current_user)]') };
    const after = { ...files, 'main.py': main('tags=["users"]') };
    expect(told(before, after)).toEqual(['opened GET /users/ (true → false)', 'opened POST /users/ (true → false)']);
    expect(told(after, before)).toEqual(['closed GET /users/ (false → true)', 'closed POST /users/ (false → true)']);
  });

  it('tells a changed prefix as one move', () => {
    const files = { 'security.py': SECURITY, 'users.py': USERS };
    const before = { ...files, 'main.py': main('prefix="/api"') };
    const after = { ...files, 'main.py': main('prefix="/api/v2"') };
    expect(told(before, after)).toEqual(['moved GET /api → /api/v2 ×2']);
  });

  it('tells routes that came and went, and nothing of what only moved in its file', () => {
    const before = { 'security.py': SECURITY, 'users.py': USERS, 'main.py': main('tags=[]') };
    const head = USERS.replace(
      '@router.post("/")\ndef create_user',
      '\n\n@router.delete("/{user_id}")\ndef delete_user',
    );
    expect(told(before, { ...before, 'users.py': head })).toEqual([
      'removed POST /users/',
      'added DELETE /users/{user_id}',
    ]);
  });
});
