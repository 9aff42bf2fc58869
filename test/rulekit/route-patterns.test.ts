import { describe, expect, it } from '@jest/globals';
import { capturedBy, covers, mountPattern } from '../../src/rulekit/route-patterns.ts';

/** As Starlette compiles them (`starlette/routing.py`, `compile_path`). */
const CONVERTERS: Readonly<Record<string, string>> = {
  str: '[^/]+',
  path: '.*',
  int: '[0-9]+',
  float: '[0-9]+(\\.[0-9]+)?',
  uuid: '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}',
};

function compiled(path: string): RegExp {
  const parts = path.split(/(\{\w+(?::\w+)?\})/);
  const source = parts.map((part) => {
    const parameter = /^\{\w+(?::(\w+))?\}$/.exec(part);
    return parameter ? (CONVERTERS[parameter[1] ?? 'str'] ?? '') : part.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

/** Paths that `path` matches. */
function samplesOf(path: string): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    str: ['a', '7', 'a.b', 'x-y'],
    path: ['', 'a', 'a/b', '/'],
    int: ['0', '42'],
    float: ['1', '2.5'],
    uuid: ['123e4567-e89b-12d3-a456-426614174000', '123e4567e89b12d3a456426614174000'],
  };
  return path.split(/(\{\w+(?::\w+)?\})/).reduce<readonly string[]>(
    (made, part) => {
      const parameter = /^\{\w+(?::(\w+))?\}$/.exec(part);
      const texts = parameter ? (values[parameter[1] ?? 'str'] ?? []) : [part];
      return made.flatMap((start) => texts.map((text) => start + text));
    },
    [''],
  );
}

const PATHS = [
  '/',
  '/users/me',
  '/users/me/',
  '/users/7',
  '/users/{id}',
  '/users/{id}/',
  '/users/{id:int}',
  '/users/{id:float}',
  '/users/{id:uuid}',
  '/users/{id:path}',
  '/users/{id}/posts',
  '/users/{id}/{tab}',
  '/users/{name}.json',
  '/users/{a}-{b}',
  '/users/{a:int}{b:int}',
  '/{rest:path}',
  '/users{rest:path}',
  '/{rest:path}/posts',
];

describe('covers', () => {
  it.each(PATHS.flatMap((earlier) => PATHS.map((later) => [earlier, later] as const)))(
    '%s, %s: says so only where every path of the second is one of the first',
    (earlier, later) => {
      const pattern = compiled(earlier);
      const all = samplesOf(later).every((path) => pattern.test(path));
      // A number that may have a fraction, or none, is beyond what is read of a literal.
      expect(covers(earlier, later) && !all).toBe(false);
      if (all && !/float|uuid/.test(earlier)) expect(covers(earlier, later)).toBe(true);
    },
  );

  it('says nothing of a converter that the project defines', () => {
    expect(covers('/users/{id:slug}', '/users/me')).toBe(false);
    expect(covers('/users/{id}', '/users/{id:slug}')).toBe(false);
    expect(covers('/users/{id:slug}', '/users/{key:slug}')).toBe(true);
  });

  it('takes all below a mount, and not the mount itself', () => {
    expect(covers(mountPattern('/api/'), '/api/items/{id}')).toBe(true);
    expect(covers(mountPattern('/api'), '/api')).toBe(false);
    expect(covers(mountPattern('/'), '/api')).toBe(true);
  });

  it('gives up on what is no path', () => {
    expect(covers(`/${'a'.repeat(10_000)}`, `/${'a'.repeat(10_000)}`)).toBe(false);
  });
});

describe('capturedBy', () => {
  it.each([
    ['/users/{user_id}', '/users/me', 'user_id', 'me'],
    ['/users/{user_id}/posts/{post_id}', '/users/{id}/posts/drafts', 'post_id', 'drafts'],
    ['/{rest:path}', '/api/health', 'rest', 'api/health'],
  ])('%s reads %s', (earlier, later, parameter, text) => {
    expect(capturedBy(earlier, later)).toEqual({ parameter, text });
  });

  it('is nothing where a parameter is only a part of a segment, or reads another parameter', () => {
    expect(capturedBy('/users/{key}', '/users/{id:int}')).toBeNull();
    expect(capturedBy('/users/{name}.json', '/users/me.json')).toBeNull();
  });
});
