import {
  codeOf,
  defineProjectRule,
  expressionsIn,
  type Found,
  type Part,
  placeIn,
  type SourceFile,
} from '../../../src/rulekit/index.ts';
import { functionIn, revisionFiles } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain): Found[] => {
    const parts = revisionFiles(project, chain).flatMap(({ revision, file }) => personalData(file, revision.id));
    const [first] = parts;
    if (!first) return [];
    const values = { folder: chain.versionLocations[0] ?? chain.scriptLocation };
    return [{ at: first.at, subject: chain.scriptLocation, symbol: 'upgrade', values, parts }];
  }),
);

/** An address of a person, or the hash of a password, that `upgrade()` writes. */
function personalData(file: SourceFile, revision: string): readonly Part[] {
  const upgrade = functionIn(file, 'upgrade');
  if (!upgrade) return [];
  for (const { call } of codeOf(file).calls) {
    if (call.s < upgrade.s || call.e > upgrade.e) continue;
    for (const expr of [...call.args, ...call.kw.map(({ v }) => v)].flatMap(expressionsIn)) {
      if (expr.k !== 'str') continue;
      const found = ADDRESS.exec(expr.v)?.[0] ?? (HASH.test(expr.v) ? 'password hash' : null);
      if (found !== null && !RESERVED.test(found)) {
        return [{ subject: revision, label: found, at: placeIn(file, expr) }];
      }
    }
  }
  return [];
}

const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/i;
const HASH = /\$2[aby]\$\d\d\$[./\w]{53}|\$argon2\w*\$|pbkdf2_sha256\$/;
/** Names that belong to nobody (RFC 2606), and roles. */
const RESERVED = /@(\w+\.)*(example|test|invalid|localhost|local)(\.\w+)*$|^(no-?reply|support|system|info)@/i;
