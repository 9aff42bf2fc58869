/** Procfile: `web: gunicorn app.main:app`, one process type a line. */
import type { EnvEntry } from '../../model/facts.ts';
import type { Reading } from './reading.ts';

export function readProcfile(reading: Reading): readonly EnvEntry[] {
  return Array.from(reading.text.matchAll(/^([A-Za-z0-9_-]+):[ \t]*([^\r\n]*)/gm), (match) => {
    const [whole, name = '', command = ''] = match;
    const value = command.trimEnd();
    const s = match.index;
    const from = s + whole.length - command.length;
    reading.count({ s, e: from }, 0);
    return { name, value: reading.mask(value, { s: from, e: from + value.length }), s, e: from + value.length };
  });
}
