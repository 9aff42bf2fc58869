import type { AuditRecord, AuditStore } from '../../src/audit/audit-record.ts';

/** Verdicts in memory, for a test to look at. */
export function memoryAuditStore(records: AuditRecord[] = []): AuditStore {
  return {
    async add(record) {
      records.push(record);
    },
  };
}
