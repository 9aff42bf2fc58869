/** Units of systemd that run something of the repository. https://www.freedesktop.org/software/systemd/man/systemd.service.html */
import type { Manifest, ServiceCommand } from '../../model/deployment.ts';
import { type ManifestFile, placeOf } from './env-value.ts';
import { purposeOfPath } from './purpose.ts';

export function isUnit(path: string): boolean {
  return /(^|\/)[\w@.-]+\.service(\.(j2|template|example))?$/.test(path);
}

export function systemdManifest(file: ManifestFile): Manifest | null {
  const commands = (file.facts.script ?? []).flatMap((line): readonly ServiceCommand[] => {
    const [, key, text] = /^(ExecStart|ExecStartPre)\s*=\s*[-@:+!]*(.+)$/.exec(line.text) ?? [];
    if (key === undefined || text === undefined) return [];
    return [{ role: key === 'ExecStart' ? 'start' : 'release', text, at: placeOf(file, line) }];
  });
  const [first] = commands;
  if (!first) return null;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.service.*$/, '');
  // The machine has files of variables of its own.
  const unit = {
    name,
    image: null,
    build: null,
    commands,
    env: [],
    envFiles: [],
    openEnv: true,
    at: first.at,
    node: null,
  };
  return { kind: 'systemd', path: file.path, purpose: purposeOfPath(file.path) ?? 'production', services: [unit] };
}
