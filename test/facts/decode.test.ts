import { describe, expect, it } from '@jest/globals';
import { decode } from '../../src/facts/decode.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);

describe('decode', () => {
  it('reads UTF-8, with and without a byte order mark', () => {
    expect(decode(bytes('é = 1')).text).toBe('é = 1');
    expect(decode(bytes('\uFEFFé = 1'))).toEqual({ text: 'é = 1', lineStarts: [0], problems: [] });
  });

  it('reads UTF-16 in both byte orders', () => {
    const little = bytes('\uFEFFé = 1', 'utf16le');
    expect(decode(little).text).toBe('é = 1');
    expect(decode(Uint8Array.from(little).map((_, i) => little[i ^ 1] ?? 0)).text).toBe('é = 1');
  });

  it('reads latin-1 silently where a PEP 263 comment declares it, and with a problem where none does', () => {
    const declared = decode(bytes('#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = "é"', 'latin1'));
    expect(declared.text).toContain('"é"');
    expect(declared.problems).toEqual([]);
    const undeclared = decode(bytes('x = "é"', 'latin1'));
    expect(undeclared.text).toBe('x = "é"');
    expect(undeclared.problems).toMatchObject([{ kind: 'encoding' }]);
  });

  it('does not take a coding comment below the second line for a declaration', () => {
    expect(decode(bytes('a = 1\nb = 2\n# coding: latin-1\nx = "é"', 'latin1')).problems).toHaveLength(1);
  });

  it('gives no text for a file with NUL characters', () => {
    expect(decode(bytes('a\0b'))).toMatchObject({ text: '', lineStarts: [0], problems: [{ kind: 'binary' }] });
  });

  it('ends lines at LF, CRLF and a lone CR, and nowhere else', () => {
    expect(decode(bytes('a\nb\r\nc\rd\u2028e\ff')).lineStarts).toEqual([0, 2, 5, 7]);
    expect(decode(bytes('a\r')).lineStarts).toEqual([0, 2]);
    expect(decode(bytes('a\r\r\n\n')).lineStarts).toEqual([0, 2, 4, 5]);
  });
});
