/** What a call asks of the machine that it runs on: files, and other programs. */
import type { UseKind } from '../../model/reach.ts';

const PATH = /^(pathlib|anyio|aiopath|upath)\.(Path|PosixPath|AsyncPath|UPath)\(\)/;
/** What opens, lists or changes files; asking whether one exists is too small to note. */
const PATH_METHODS = new Set(
  'open read_text read_bytes write_text write_bytes unlink mkdir rmdir rename replace touch iterdir glob rglob hardlink_to symlink_to'.split(
    ' ',
  ),
);
const OS_FILES = new Set(
  'remove unlink rename replace renames mkdir makedirs rmdir removedirs listdir scandir walk open link symlink truncate'.split(
    ' ',
  ),
);
const SHUTIL = new Set('copy copy2 copyfile copyfileobj copytree move rmtree make_archive unpack_archive'.split(' '));
const TEMPORARY =
  /^(NamedTemporaryFile|TemporaryFile|SpooledTemporaryFile|TemporaryDirectory|mkstemp|mkdtemp|open|open_file)$/;
const PROGRAMS = new Set('run Popen call check_call check_output getoutput getstatusoutput'.split(' '));
const OS_PROGRAMS = /^(system|popen|startfile|(spawn|exec|posix_spawn)\w*)$/;

/** What calling `method` on something of this origin asks of the machine, or `null`. */
export function hostUse(origin: string, method: string): UseKind | null {
  if (PATH.test(origin)) return PATH_METHODS.has(method) ? 'filesystem' : null;
  switch (origin) {
    case 'builtins':
    case 'io':
    case 'codecs':
      return method === 'open' ? 'filesystem' : null;
    case 'os':
      return OS_FILES.has(method) ? 'filesystem' : OS_PROGRAMS.test(method) ? 'subprocess' : null;
    case 'shutil':
      return SHUTIL.has(method) ? 'filesystem' : null;
    case 'aiofiles':
    case 'tempfile':
    case 'aiofiles.tempfile':
    case 'anyio':
      return TEMPORARY.test(method) ? 'filesystem' : /^(run|open)_process$/.test(method) ? 'subprocess' : null;
    case 'aiofiles.os':
    case 'aioshutil':
      return OS_FILES.has(method) || SHUTIL.has(method) ? 'filesystem' : null;
    case 'subprocess':
      return PROGRAMS.has(method) ? 'subprocess' : null;
    case 'asyncio':
    case 'asyncio.subprocess':
      return method.startsWith('create_subprocess_') ? 'subprocess' : null;
    default:
      return null;
  }
}

/** Kinds that functions of a library stand for by themselves, imported by name: `from requests import get`. */
const BY_NAME: ReadonlySet<UseKind> = new Set(['http', 'filesystem', 'subprocess']);

export function isUsedByName(kind: UseKind): boolean {
  return BY_NAME.has(kind);
}
