import { expect, it } from '@jest/globals';
import { AuditError } from '../../src/audit/ports.ts';
import { judgeFailure } from '../../src/jobs/policy.ts';

const limited = (retryAfter: number) => new AuditError('transient', 'a limit', { retryAfter });

it('waits as long as GitHub asks, where that is longer, within reason', () => {
  expect(judgeFailure(new AuditError('transient', 'no'), 1)).toEqual({ next: 'retry', after: 5_000 });
  expect(judgeFailure(limited(1_000), 2)).toEqual({ next: 'retry', after: 30_000 });
  expect(judgeFailure(limited(600_000), 1)).toEqual({ next: 'retry', after: 600_000 });
  expect(judgeFailure(limited(1e9), 1)).toEqual({ next: 'retry', after: 3_600_000 });
  expect(judgeFailure(limited(600_000), 3)).toEqual({ next: 'tell' });
});
