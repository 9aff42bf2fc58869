/**
 * One question asked of every file, and the answers gathered. Files are dealt into buckets that are gathered by
 * themselves: after a change of ten files, ten buckets are gathered anew, and the files are not counted again.
 */
import { type Db, type Query, query } from './db.ts';
import { filesOfKind } from './files.ts';

/** Near the square root of the files in a large repository: buckets and files of a bucket cost the same. */
const BUCKETS = 96;

const buckets = query<readonly (readonly string[])[]>('file-buckets', (db, kind) => {
  const dealt = Array.from({ length: BUCKETS }, (): string[] => []);
  for (const path of db.get(filesOfKind, kind)) dealt[bucketOf(path)]?.push(path);
  return dealt;
});

/** The files of a bucket, `kind number`: stays the same when another bucket gets a file. */
const bucket = query<readonly string[]>('file-bucket', (db, key) => {
  const [kind = '', number = ''] = key.split(' ');
  return db.get(buckets, kind)[Number(number)] ?? [];
});

/** A file's bucket must not depend on the other files. */
function bucketOf(path: string): number {
  let hash = 0;
  for (let i = 0; i < path.length; i++) hash = (hash * 31 + path.charCodeAt(i)) | 0;
  return (hash >>> 0) % BUCKETS;
}

const NUMBERS = Array.from({ length: BUCKETS }, (_, number) => number);

/** The answers of `ofFile` for the files of a kind, in path order. */
export function eachFile<T>(db: Db, kind: string, ofFile: Query<readonly T[]>): readonly T[] {
  const ofBucket = query<readonly (readonly [path: string, answers: readonly T[]])[]>(
    `${ofFile.name} of ${kind}`,
    (at, number) =>
      at.get(bucket, `${kind} ${number}`).flatMap((path) => {
        const answers = at.get(ofFile, path);
        return answers.length === 0 ? [] : [[path, answers] as const];
      }),
  );
  const found = NUMBERS.flatMap((number) => db.get(ofBucket, String(number)));
  return found.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, answers]) => answers);
}
