import { describe, expect, it } from '@jest/globals';
import type { Route, RouteTable } from '../../src/model/routes.ts';
import { renderRoutesJson, renderRoutesText } from '../../src/report/render-routes.ts';

const at = (path: string, line: number) => ({ path, span: { line, column: 1, endLine: line, endColumn: 9 } });

function route(changes: Partial<Route> = {}): Route {
  return {
    methods: ['GET'],
    path: '/api/users/{user_id}',
    pathKey: '/api/users/{}',
    framework: 'fastapi',
    handler: {
      name: 'app.api.users.get_user',
      symbol: 'get_user',
      at: at('app/api/users.py', 12),
      async: true,
      start: 9,
    },
    app: 'app.main:app',
    mounted: true,
    host: null,
    at: at('app/api/users.py', 11),
    includes: [],
    dependencies: [
      { name: 'app.deps.get_user', from: 'parameter', authenticates: true, at: at('app/api/users.py', 12) },
    ],
    authenticated: true,
    guards: [],
    identifies: true,
    condition: null,
    late: null,
    prefixes: [],
    responseModel: 'UserOut',
    tags: ['users'],
    operationId: null,
    name: null,
    deprecated: false,
    inSchema: true,
    ...changes,
  };
}

const TABLE: RouteTable = {
  routes: [
    route(),
    route({ authenticated: null, condition: 'settings.DEBUG', path: '/debug', mounted: false }),
    route({ app: null, mounted: false, authenticated: false, path: '/old' }),
  ],
  routers: [],
  unresolved: [{ ...at('app/plugins.py', 3), reason: 'the included router is a call, which could not be followed' }],
};

describe('the table as text', () => {
  const text = renderRoutesText(TABLE);

  it('groups routes by application, and fits a terminal', () => {
    expect(text.split('\n').filter((line) => line.endsWith(')'))).toEqual([
      'app.main:app (2)',
      'Not mounted: no application includes these (1)',
      'Could not be resolved (1)',
    ]);
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('says who may call, where it is answered, and under which condition', () => {
    expect(text).toContain('app/api/users.py:12  get_user, authenticated');
    expect(text).toContain('get_user, access unknown, off unless settings.DEBUG');
    expect(text).toContain('get_user, open');
    expect(text).toContain('app/plugins.py:3');
  });

  it('says so when there is nothing', () => {
    expect(renderRoutesText({ routes: [], routers: [], unresolved: [] })).toContain('No routes were found.');
  });
});

describe('the table as JSON', () => {
  it('keeps its contract', () => {
    const parsed: unknown = JSON.parse(renderRoutesJson(TABLE));
    expect(parsed).toMatchObject({
      schemaVersion: 1,
      routes: [
        {
          methods: ['GET'],
          path: '/api/users/{user_id}',
          handler: { name: 'app.api.users.get_user', path: 'app/api/users.py', line: 12 },
          app: 'app.main:app',
          authenticated: true,
          mounted: true,
          responseModel: 'UserOut',
          tags: ['users'],
          dependencies: [{ name: 'app.deps.get_user', authenticates: true }],
        },
        { authenticated: null, mounted: false, condition: 'settings.DEBUG' },
        { app: null, mounted: false },
      ],
      unresolved: [{ path: 'app/plugins.py', line: 3 }],
    });
  });
});

it('lets no control character of a repository reach the terminal', () => {
  const hostile = 'a\u001b[2J\u202e\nb';
  const text = renderRoutesText({
    routes: [route({ path: hostile, app: hostile, condition: hostile })],
    routers: [],
    unresolved: [{ ...at(hostile, 3), reason: 'x' }],
  });
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  expect(text.split('\n').filter((line) => line.startsWith('b'))).toEqual([]);
});
