// The audit log as a file for others: CSV for spreadsheets, JSON for programs.
import Papa from 'papaparse';
import type { AuditEntry } from '#shared/ipc/actions.ts';

export function auditText(entries: readonly AuditEntry[], format: 'csv' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(entries, null, 2)}\n`;
  const rows = entries.map((entry) => ({
    when: new Date(entry.at).toISOString(),
    action: entry.name,
    actionId: entry.actionId,
    outcome: entry.outcome,
    code: entry.code ?? '',
    who: entry.who.name,
    whoId: entry.who.id,
    identity: entry.who.identity,
    caller: entry.caller,
    stepId: entry.stepId,
    inputs: JSON.stringify(entry.inputs),
    approval: entry.approval?.decision ?? '',
    reason: entry.approval?.reason ?? '',
    durationMs: entry.durationMs ?? '',
    requestIds: entry.requestIds.join(' '),
    isDryRun: entry.isPretended,
  }));
  // Cells that begin like a formula would run in a spreadsheet.
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: '\n' })}\n`;
}
