/** Joins and compares the paths of routes. */

import type { Framework } from '../../model/routes.ts';

/** As the frameworks join a prefix and a path: Flask always puts one slash between them. */
export function joinPaths(framework: Framework, prefix: string, path: string): string {
  if (prefix === '') return path;
  if (path === '') return prefix;
  if (framework === 'flask') return `${prefix.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
  return prefix.endsWith('/') && path.startsWith('/') ? prefix + path.slice(1) : prefix + path;
}

/** The path for comparison: `{}` for every parameter, `{*}` for the rest of a path, no trailing slash. */
export function pathKey(path: string): string {
  let key = path;
  if (key.includes('path')) key = key.replaceAll(/\{[^{}]*:path\}|<path:[^<>]*>/g, '{*}');
  if (key.includes('{') || key.includes('<')) key = key.replaceAll(/\{[^{}*]+\}|<[^<>]+>/g, '{}');
  if (key.includes('//')) key = key.replaceAll(/\/{2,}/g, '/');
  const trimmed = key.length > 1 && key.endsWith('/') ? key.slice(0, -1) : key;
  return trimmed === '' ? '/' : trimmed;
}
