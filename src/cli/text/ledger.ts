import type { LedgerEntry } from '../../decision/ledger-entry.ts';
import type { Replay } from '../../decision/replay.ts';
import type { Verdict } from '../../decision/verify-ledger.ts';
import { day, displayDay } from '../../market/day.ts';
import { table } from './table.ts';

const short = (hash: string): string => hash.slice(0, 12);

export function entriesText(entries: readonly LedgerEntry[]): string {
  if (entries.length === 0) return 'The ledger is empty; `trrm run` records a decision.\n';
  const rows = entries.map((e) => [
    String(e.seq),
    displayDay(day(e.asOf)),
    displayDay(day(e.recordedOn)),
    short(e.decision),
    short(e.rulebook),
    e.portfolio?.file ?? '–',
    short(e.hash),
  ]);
  const head = ['Entry', 'As of', 'Recorded on', 'Decision', 'Rule book', 'Portfolio', 'Entry hash'];
  return `${table(head, rows, [0])}\n`;
}

export function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'broken') {
    return `The ledger is broken at entry ${verdict.entry}: ${verdict.what}.\nGo back to a copy of the store that verifies.\n`;
  }
  if (verdict.head === null) return 'The ledger is empty.\n';
  const entries = verdict.entries === 1 ? 'The one entry is' : `All ${verdict.entries} entries are`;
  return `${entries} as recorded, each following from the one before. Hash of the last: ${verdict.head}\n`;
}

export function replayText(seq: number, replay: Replay): string {
  if (replay.kind === 'identical') return `Entry ${seq}, made again, is the same to the byte.\n`;
  const code = replay.engine
    ? `The code differs: version ${replay.engine.recorded.version} (${short(replay.engine.recorded.sources)}) then, ${replay.engine.now.version} (${short(replay.engine.now.sources)}) now.\n`
    : 'The code is the same.\n';
  if (replay.first === null) return `Entry ${seq}, made again, decides the same.\n${code}`;
  const { path, recorded, now } = replay.first;
  return `Entry ${seq}, made again, differs first at ${path}: ${recorded} then, ${now} now.\n${code}`;
}
