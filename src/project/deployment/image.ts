/** A Dockerfile stage by stage: what it copies, runs and checks. https://docs.docker.com/reference/dockerfile/ */
import type { Image, ImageCopy, ImageStage, ServiceCommand } from '../../model/deployment.ts';
import type { DockerInstruction } from '../../model/facts.ts';
import { type ManifestFile, placeOf } from './env-value.ts';

type Arguments = Map<string, string | null>;

/** The stages of a Dockerfile; `null` for one without a `FROM`. */
export function imageOf(file: ManifestFile): Image | null {
  const stages: ImageStage[] = [];
  const global: Arguments = new Map();
  let group: DockerInstruction[] | null = null;
  const close = (): void => {
    if (group) stages.push(stageOf(file, group, global));
  };
  for (const instruction of file.facts.dockerfile ?? []) {
    if (instruction.name === 'FROM') {
      close();
      group = [instruction];
    } else if (group) group.push(instruction);
    else if (instruction.name === 'ARG') declare(global, instruction, new Map());
  }
  close();
  return stages.length === 0 ? null : { path: file.path, stages };
}

function stageOf(file: ManifestFile, group: readonly DockerInstruction[], global: Arguments): ImageStage {
  const [from] = group;
  const [base = '', , name] = (from?.args.join(' ') ?? '').trim().split(/\s+/);
  const known: Arguments = new Map();
  const copies: ImageCopy[] = [];
  for (const instruction of group) {
    if (instruction.name === 'ARG' || instruction.name === 'ENV') declare(known, instruction, global);
    else if (instruction.name === 'COPY' || instruction.name === 'ADD') {
      const sources = sourcesOf(instruction, known);
      if (sources.length > 0) copies.push({ sources, at: placeOf(file, instruction) });
    }
  }
  const last = (of: string) => group.findLast((instruction) => instruction.name === of);
  const check = last('HEALTHCHECK');
  return {
    name: name?.toLowerCase() ?? null,
    base: filled(base, global),
    at: placeOf(file, from ?? { s: 0, e: 0 }),
    copies,
    runs: group.filter((instruction) => instruction.name === 'RUN').map(({ args }) => args.join(' ')),
    healthcheck: check ? { command: checked(check), at: placeOf(file, check) } : null,
    entrypoint: commandOf(file, 'entrypoint', last('ENTRYPOINT')),
    start: commandOf(file, 'start', last('CMD')),
  };
}

function commandOf(
  file: ManifestFile,
  role: ServiceCommand['role'],
  instruction: DockerInstruction | undefined,
): ServiceCommand | null {
  return instruction ? { role, text: instruction.args.join(' '), at: placeOf(file, instruction) } : null;
}

function checked({ args }: DockerInstruction): string | null {
  const text = args.join(' ').trim();
  return /^none$/i.test(text) ? null : text.replace(/^cmd\s+/i, '');
}

/** `ARG NAME=value`, `ARG NAME` (which takes the value of before the first stage), `ENV NAME=value`. */
function declare(into: Arguments, { name, args }: DockerInstruction, global: Arguments): void {
  for (const word of args.join(' ').split(/\s+/)) {
    const match = /^([A-Za-z_]\w*)(?:=(.*))?$/.exec(word);
    if (match?.[1] === undefined) continue;
    const given = match[2]?.replace(/^(["'])(.*)\1$/, '$2');
    if (given === undefined) into.set(match[1], name === 'ARG' ? (global.get(match[1]) ?? null) : null);
    else into.set(match[1], filled(given, into));
  }
}

/** Everything but the last word of a `COPY` from the context. */
function sourcesOf({ flags, args, json }: DockerInstruction, known: Arguments): readonly string[] {
  if (flags.some((flag) => /^--from=/i.test(flag))) return [];
  const words = json ? args : (args[0] ?? '').trim().split(/\s+/);
  if (words.some((word) => word.startsWith('<<') || /["'\\]/.test(word))) return [];
  return words.slice(0, -1).flatMap((word) => {
    const source = filled(word, known);
    return source === null || /^(https?|git|ssh):|^git@/i.test(source) ? [] : [source];
  });
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` in place; `null` where one is not known. */
function filled(text: string, known: Arguments): string | null {
  let complete = true;
  const result = text.replace(
    /\$(?:\{([A-Za-z_]\w*)(?::?-([^}]*))?\}|([A-Za-z_]\w*))/g,
    (_, braced, fallback, bare) => {
      const value = known.get(String(braced ?? bare)) ?? (typeof fallback === 'string' ? fallback : null);
      if (value === null) complete = false;
      return value ?? '';
    },
  );
  return complete && !result.includes('$') ? result : null;
}
