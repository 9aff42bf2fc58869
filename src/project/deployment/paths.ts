/** Paths inside the repository, as manifests join them. */

/** `folder` joined with a relative `path`, `.` and `..` resolved; '' is the root, which nothing leaves. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
