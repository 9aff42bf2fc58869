/**
 * `npm run lock`: after npm has written package-lock.json, adds the binaries of other platforms that the registry at hand
 * does not offer. Without an entry for each of them `npm ci` refuses the lock file everywhere; with one, it skips what
 * is not for its platform. Versions are those that the packages themselves ask for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));

interface Entry {
  readonly dev?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** What the name of a binary package says about its platform: `@swc/core-linux-arm-gnueabihf`. */
function platformOf(name: string): { readonly os: string[]; readonly cpu: string[]; readonly libc?: string[] } {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`the platform of ${name} cannot be told from its name`);
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : null;
  return { os, cpu, ...(libc && { libc }) };
}

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const packages: Record<string, Entry | object> = lock.packages;
for (const [path, { dev, optionalDependencies }] of Object.entries<Entry>(lock.packages)) {
  if (path === '') continue;
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    if (`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages) continue;
    if (!/^\d/.test(version)) throw new Error(`${path} asks for ${name} ${version}: not an exact version`);
    packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true };
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
