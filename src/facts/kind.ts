/** What a file is, told from its path alone. */
import type { FileKind } from '../model/facts.ts';

const IGNORED_FOLDERS = new Set([
  '.git',
  '.tox',
  '.venv',
  '.yarn',
  'venv',
  '__pycache__',
  'bower_components',
  'node_modules',
  'site-packages',
  'third_party',
  'vendor',
  'vendored',
  '_vendor',
]);

const LOCK_FILES = new Set(['go.sum', 'npm-shrinkwrap.json', 'package-lock.json', 'pnpm-lock.yaml']);

const PYTHON_LOCKS = new Set(['pdm.lock', 'pipfile.lock', 'poetry.lock', 'pylock.toml', 'uv.lock']);

const IGNORED_EXTENSIONS = new Set(
  (
    '7z a avi avif bin bmp br bz2 class db dll dmg doc docx dylib egg eot eps exe flac gif gz ico icns jar jpeg jpg lock lockb ' +
    'm4a map mkv mo mov mp3 mp4 npy npz o ods odt ogg onnx otf parquet pdf pickle pkl png pptx psd pyc pyd pyo rar ' +
    'so sqlite sqlite3 svg tar tgz tif tiff ttf wasm wav webm webp whl woff woff2 xls xlsx xz zip zst'
  ).split(' '),
);

const EXTENSIONS: Readonly<Record<string, FileKind>> = {
  py: 'python',
  env: 'env',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  ini: 'ini',
  cfg: 'ini',
  json: 'json',
  dockerfile: 'dockerfile',
};

/** The kind of the file at `path` (forward slashes). Anything readable without a kind of its own is `text`. */
export function fileKind(path: string): FileKind {
  const folders = path.toLowerCase().split('/');
  const name = folders.pop() ?? '';
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  if (folders.some((folder) => IGNORED_FOLDERS.has(folder))) return 'ignored';
  if (PYTHON_LOCKS.has(name)) return 'lock';
  if (LOCK_FILES.has(name) || IGNORED_EXTENSIONS.has(extension) || /[.-]min\.(?:js|css|mjs|json)$/.test(name))
    return 'ignored';
  return kindOfName(name, folders.at(-1) ?? '') ?? EXTENSIONS[extension] ?? 'text';
}

/** Names that say more than their extension. */
function kindOfName(name: string, folder: string): FileKind | null {
  if (name === '.env' || name.startsWith('.env.')) return 'env';
  if (/^(?:dockerfile|containerfile)(?:\..+)?$/.test(name))
    return name.endsWith('.dockerignore') ? 'text' : 'dockerfile';
  if (/^procfile(?:\..+)?$/.test(name)) return 'procfile';
  if (/^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/.test(name)) return 'requirements';
  if (/^requirements$/.test(folder) && /\.(?:txt|in)$/.test(name)) return 'requirements';
  if (name === 'pipfile') return 'toml';
  return null;
}
