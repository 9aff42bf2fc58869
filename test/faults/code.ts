/** What the people of the stories write: files of which it is known how many comments they deserve. */
import type { Changes } from '../world/git-store.ts';
import type { Random } from './random.ts';

export const RULE = 'jwt-verification-disabled';

export const BASE: Changes = {
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'app/prices.py': 'def price(amount):\n    return amount * 2\n',
};

const unsafe = (name: string) =>
  `import jwt\n\n\ndef ${name}(token):\n    return jwt.decode(token, options={"verify_signature": False})\n`;

/** What a branch may hold, by name. */
const STATES = {
  clean: { 'app/auth.py': 'def who(token):\n    return token\n', 'app/admin.py': null },
  unsafe: { 'app/auth.py': unsafe('who'), 'app/admin.py': null },
  twice: { 'app/auth.py': unsafe('who'), 'app/admin.py': unsafe('admin') },
  moved: { 'app/auth.py': null, 'app/admin.py': unsafe('admin') },
} satisfies Readonly<Record<string, Changes>>;

export type State = keyof typeof STATES;

export const pickState = (random: Random): State => random.pick(['clean', 'unsafe', 'twice', 'moved']);

/** Makes a commit of its own out of the same state. */
export const changesOf = (state: State, number: number): Changes => ({
  ...STATES[state],
  'README.md': `# Shop ${number}\n`,
});
