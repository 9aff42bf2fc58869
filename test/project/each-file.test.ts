import { describe, expect, it } from '@jest/globals';
import type { FileQuestion, Project } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import { inputsOf } from './linked.ts';

const sources = { 'a.py': 'x = 1\n', 'b/c.py': '', 'b.py': 'y = 2\nz = 3\n', 'notes.toml': 'a = 1\n' };
const inputs = inputsOf(sources);

/** The statements of each Python file, and which files were asked for them. */
function counting() {
  const asked: string[] = [];
  const kinds: FileQuestion<string> = ({ path, facts }) => {
    asked.push(path);
    return (facts.python?.body ?? []).map(({ k }) => `${path} ${k}`);
  };
  const all = (project: Project) => project.eachFile('python', 'kinds', kinds);
  return { asked, all };
}

describe('a question about each file', () => {
  it('is answered in path order, by the files of the kind', () => {
    const { all, asked } = counting();
    expect(all(createProject(inputs))).toEqual(['a.py assign', 'b.py assign', 'b.py assign']);
    expect(asked.toSorted()).toEqual(['a.py', 'b.py', 'b/c.py']);
  });

  it('is asked again about what has changed, come or gone, and nothing else', () => {
    const { all, asked } = counting();
    const base = createProject(inputs);
    all(base);
    asked.length = 0;
    const { 'b.py': _, ...others } = sources;
    const next = inputsOf({ ...others, 'a.py': 'x = 1\nx()\n', 'd.py': 'pass\n' }, { sources, inputs });
    expect(all(createProject(next, base))).toEqual(['a.py assign', 'a.py expr', 'd.py pass']);
    expect(asked.toSorted()).toEqual(['a.py', 'd.py']);
  });

  it('may be asked of one file', () => {
    const project = createProject(inputs);
    expect(project.ofFile('b.py', 'size', ({ facts }) => [facts.size])).toEqual([12]);
    expect(project.ofFile('missing.py', 'size', ({ facts }) => [facts.size])).toEqual([]);
  });
});
