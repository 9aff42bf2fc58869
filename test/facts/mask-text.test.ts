import { describe, expect, it } from '@jest/globals';
import { maskText } from '../../src/facts/mask-text.ts';
import type { SecretFact } from '../../src/model/facts.ts';

const secret = (s: number, e: number, doubt: SecretFact['doubt'] = null): SecretFact => ({
  s,
  e,
  type: 'generic-password',
  label: 'password',
  masked: '****',
  digest: '0',
  name: null,
  revoke: null,
  confidence: 'high',
  doubt,
  context: 'assignment',
});

describe('maskText', () => {
  it('replaces what a secret covers and keeps the rest', () => {
    expect(maskText('user:hunter2@host', 100, [secret(105, 112)])).toBe('user:****@host');
  });

  it('masks a secret that begins before the text or ends behind it', () => {
    expect(maskText('hunter2@host', 100, [secret(90, 107)])).toBe('****@host');
    expect(maskText('user:hunter2', 100, [secret(105, 130)])).toBe('user:****');
    expect(maskText('middle', 100, [secret(90, 130)])).toBe('****');
  });

  it('masks overlapping secrets without leaving a part of either', () => {
    expect(maskText('aaSECRETbb', 0, [secret(2, 6), secret(4, 8)])).toBe('aa****bb');
    expect(maskText('SECRETbb', 10, [secret(0, 12), secret(11, 16)])).toBe('****bb');
  });

  it('leaves placeholders and examples readable, and masks every other doubt', () => {
    expect(maskText('changeme', 0, [secret(0, 8, 'placeholder')])).toBe('changeme');
    expect(maskText('changeme', 0, [secret(0, 8, 'example')])).toBe('changeme');
    for (const doubt of ['checksum', 'test-value', 'local'] as const) {
      expect(maskText('changeme', 0, [secret(0, 8, doubt)])).toBe('****');
    }
  });
});
