/** Files that clients send: which handlers take them, and whether anybody looks at their size or type. */
import type { Project } from '../model/project.ts';
import type { Call, Expr, FunctionDef } from '../model/python.ts';
import { dottedName, expressionsIn, expressionsOf } from '../model/python-walk.ts';
import { codeOf, importedName } from './code.ts';
import {
  calledBy,
  expressionsWithin,
  functionsReached,
  type Handler,
  isAside,
  isMiddleware,
  type Located,
  statementsWithin,
  wordsOf,
} from './handlers.ts';

/** The names under which the handler holds uploaded files; none for a handler that takes no file. */
export function uploadsOf({ file, site: { def } }: Handler): readonly string[] {
  // A handler that is still to be written takes nothing.
  const used = new Set(expressionsWithin(def).flatMap((expr) => (expr.k === 'name' ? [expr.id] : [])));
  const parameters = def.params.filter(
    ({ name, annotation }) => annotation !== null && speaksOfUpload(annotation) && used.has(name),
  );
  const flask = importedName(file, { k: 'name', s: 0, e: 0, id: 'request' }) === 'flask.request';
  const assigned = statementsWithin(def).flatMap((stmt) => {
    if (!flask || (stmt.k !== 'assign' && stmt.k !== 'for')) return [];
    const value = stmt.k === 'assign' ? stmt.v : stmt.iter;
    if (!value || !expressionsIn(value).some((expr) => dottedName(expr) === 'request.files')) return [];
    return (stmt.k === 'assign' ? stmt.targets : [stmt.target]).flatMap(namesOf);
  });
  return [...parameters.map(({ name }) => name), ...assigned];
}

function speaksOfUpload(annotation: Expr): boolean {
  return expressionsIn(annotation).some((expr) => /(^|\.)UploadFile$/.test(dottedName(expr) ?? ''));
}

function namesOf(target: Expr): string[] {
  return expressionsIn(target).flatMap((expr) => (expr.k === 'name' ? [expr.id] : []));
}

/** What a condition about a file's size or type speaks of. */
const IN_TEST =
  /content_?type|content-?length|mime|suffix|(^|_)ext(s|ension|ensions)?(_|$)|endswith|size|length|^len$|allowed|accepted|supported|(^|_)formats?(_|$)|^tell$|^\.\w{2,5}$|^(image|audio|video|application|text)\//i;
/** Checks and parsers that say by their names that they refuse what they do not want. */
const CHECKS =
  /(^|_)(valid|validate|validated|validates|validation|validator|verify|check|checks|allowed|sanitize|secure|ensure|assert|guard|limit|limited|scan|inspect|detect|sniff)(_|$)|magic|imghdr|filetype|secure_filename|^(UPLOAD_)?MAX_|_MAX_|MAXIMUM|ALLOWED|SUPPORTED|^4(13|15)$|^HTTP_4(13|15)|too_?large|^(read_csv|read_excel|read_parquet|load_workbook|DictReader|PdfReader|PdfFileReader|PdfMerger|PdfFileMerger|PdfWriter|imdecode|safe_load|fromstring|ZipFile|unpack_archive|extractall|patoolib|Document|Image|fitz|pdfplumber|loads|TextIOWrapper|wave|AudioSegment|from_file|PIL)$/i;

/** Whether somebody on the way of the file may look at its size or type. `true` where the way cannot be followed, too. */
export function mayBeChecked(project: Project, handler: Handler, uploads: readonly string[]): boolean {
  if (functionsReached(project, handler).some(({ site }) => checks(site.def))) return true;
  const { dependencies } = handler.routes[0];
  if (dependencies.some(({ name }) => CHECKS.test(name) || /upload|file|size/i.test(name))) return true;
  return goesAstray(project, handler, uploads) || isBoundedForAll(project);
}

/** Ways to run a function elsewhere: what it does there is not followed. */
const ELSEWHERE =
  /^(to_thread|run_in_threadpool|run_in_executor|run_sync|add_task|delay|apply_async|enqueue\w*|send_task|submit)$/;

function checks(def: FunctionDef): boolean {
  if ([...wordsOf(def)].some((word) => CHECKS.test(word) || ELSEWHERE.test(word))) return true;
  return testsIn(def)
    .flatMap(expressionsIn)
    .some((expr) => IN_TEST.test(wordOf(expr)));
}

function testsIn(def: FunctionDef): readonly Expr[] {
  const ofStatements = statementsWithin(def).flatMap((stmt) =>
    stmt.k === 'if' || stmt.k === 'while' || stmt.k === 'match' || stmt.k === 'assert' ? expressionsOf(stmt) : [],
  );
  const inside = expressionsWithin(def).flatMap((expr) =>
    expr.k === 'if' ? [expr.test] : expr.k === 'bin' && /^([<>]=?|[!=]=|(not )?in)$/.test(expr.op) ? [expr] : [],
  );
  return [...ofStatements, ...inside];
}

function wordOf(expr: Expr): string {
  return expr.k === 'name'
    ? expr.id
    : expr.k === 'attr'
      ? expr.name
      : expr.k === 'str' && expr.v.length < 40
        ? expr.v
        : '';
}

/** Given to something that cannot be followed: an object of the project that nobody says the class of. */
function goesAstray(project: Project, handler: Handler, uploads: readonly string[]): boolean {
  const files = new Set(uploads);
  for (const stmt of statementsWithin(handler.site.def)) {
    const value = stmt.k === 'assign' ? stmt.v : stmt.k === 'for' ? stmt.iter : null;
    if (value && mentions(value, files)) {
      for (const target of stmt.k === 'assign' ? stmt.targets : stmt.k === 'for' ? [stmt.target] : [])
        for (const name of namesOf(target)) files.add(name);
    }
  }
  return expressionsWithin(handler.site.def).some(
    (expr) =>
      expr.k === 'call' &&
      [...expr.args, ...expr.kw.map(({ v }) => v)].some((arg) => mentions(arg, files)) &&
      !isFollowed(project, handler, expr, files),
  );
}

function mentions(expr: Expr, names: ReadonlySet<string>): boolean {
  return expressionsIn(expr).some((inner) => inner.k === 'name' && names.has(inner.id));
}

/** Methods by which bytes end in a file, a bucket or a log whatever they are. */
const SINKS =
  /^(write|writelines|write_bytes|put_object|upload_fileobj|copyfileobj|save|append|add|info|debug|warning|error|exception|format|join|update|set|get|post|put|send|insert_one|execute|seek)$/;

function isFollowed(project: Project, from: Located, call: Call, files: ReadonlySet<string>): boolean {
  if (calledBy(project, from, call) !== null) return true;
  const name = dottedName(call.fn);
  const [root = ''] = (name ?? '').split('.');
  if (files.has(root) || (call.fn.k === 'attr' && SINKS.test(call.fn.name))) return true;
  if (name === null) return mentions(call.fn, files);
  const imported = codeOf(from.file).imports.get(root);
  if (imported !== undefined) return !isOfProject(project, imported);
  return !name.includes('.') && BUILTINS.test(name);
}

const BUILTINS =
  /^(len|str|bytes|bytearray|open|list|tuple|dict|set|print|enumerate|zip|isinstance|hasattr|getattr|repr|bool|int|next|iter|super|type|hash|sorted|any|all)$/;

function isOfProject(project: Project, imported: string): boolean {
  if (imported.startsWith('.')) return true;
  const roots = project.memo('import-roots', (of) => [
    ...new Set(
      of
        .paths()
        .filter((path) => path.endsWith('.py'))
        .flatMap((path) => path.replace(/\.py$/, '').split('/')),
    ),
  ]);
  return roots.includes(imported.split('.')[0] ?? '');
}

/** Flask's `MAX_CONTENT_LENGTH`, a middleware that reads `Content-Length`, a proxy that refuses large bodies. */
function isBoundedForAll(project: Project): boolean {
  const proxies = project.eachFile('text', 'bounds-bodies', ({ facts }) =>
    facts.proxyLimits?.includes('body') ? [true] : [],
  );
  if (proxies.length > 0) return true;
  const bounding = project.eachFile('python', 'bounds-bodies', (file, of) =>
    !isAside(of, file.path) && boundsBodies(file.facts.python?.names ?? [], file) ? [true] : [],
  );
  return bounding.length > 0;
}

function boundsBodies(names: readonly string[], file: Located['file']): boolean {
  if (
    names.some((name) =>
      /MAX_CONTENT_LENGTH|(size|length)limit\w*middleware|limit\w*(size|upload|body)\w*middleware/i.test(name),
    )
  )
    return true;
  const { calls, functions } = codeOf(file);
  if (
    functions.some(
      ({ def, within }) =>
        isMiddleware(def, within) && [...wordsOf(def)].some((word) => /^content-length$/i.test(word)),
    )
  )
    return true;
  const texts = (file.facts.python?.body ?? []).flatMap(expressionsOf).flatMap(expressionsIn);
  const isLength = (expr: Expr): boolean => expr.k === 'str' && expr.v === 'MAX_CONTENT_LENGTH';
  return (
    texts.some(isLength) ||
    calls.some(({ call }) => call.args.some(isLength)) ||
    functions.some(({ def }) => wordsOf(def).has('MAX_CONTENT_LENGTH'))
  );
}
