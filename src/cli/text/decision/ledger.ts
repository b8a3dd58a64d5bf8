import type {
  AllotmentEntry,
  AttachedEntry,
  BookEntry,
  PackEntry,
  ResolutionEntry,
  ResolutionPayload,
} from '../../../decision/ledger/entries/attached-entry.ts';
import type { LedgerEntry } from '../../../decision/ledger/entries/ledger-entry.ts';
import type { NoteEntry } from '../../../decision/ledger/entries/ledger-note.ts';
import type { Replay } from '../../../decision/replay/replay.ts';
import type { LedgerVerification } from '../../../decision/ledger/verify-ledger.ts';
import type { ImportVerification } from '../../../market/store/verify-imports.ts';
import { counted } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { table } from '../layout/table.ts';
import { rowsAboveTexts } from '../layout/wrapped.ts';
import { importsText } from '../market/import-verification.ts';

const short = (hash: string): string => hash.slice(0, 12);

/** An entry of another kind than a decision. */
type LaterEntry = NoteEntry | AttachedEntry;

export function entriesText(entries: readonly LedgerEntry[], later: readonly LaterEntry[] = []): string {
  if (entries.length + later.length === 0) return 'The ledger is empty. Record a decision with trrm run.\n';
  const sorted = later.toSorted((a, b) => a.seq - b.seq);
  return `${entries.length === 0 ? '' : decisionsText(entries)}${sorted.map(laterText).join('')}`;
}

function laterText(entry: LaterEntry): string {
  switch (entry.kind) {
    case 'note':
      return noteText(entry);
    case 'pack':
      return packText(entry);
    case 'resolution':
      return resolutionText(entry);
    case 'book':
      return bookText(entry);
    case 'allotment':
      return allotmentText(entry);
  }
}

const packText = ({ seq, about, recordedOn, files, hash }: PackEntry): string =>
  [
    '',
    `Pack of entry ${about}: entry ${seq}, sealed on ${displayDay(day(recordedOn))}, entry hash ${short(hash)}`,
    ...files.map((f) => `  ${f.name}  ${f.sha256}`),
    '',
  ].join('\n');

const OUTCOMES: Readonly<Record<ResolutionPayload['outcome'], string>> = {
  adopted: 'adopted',
  changed: 'adopted with changes',
  rejected: 'not adopted',
};

/** A resolution as it is listed, and printed when it is recorded. */
export const resolutionText = ({ seq, about, payload, recordedOn, author, hash }: ResolutionEntry): string =>
  [
    '',
    `Resolution on entry ${about}: ${OUTCOMES[payload.outcome]}. Entry ${seq}, recorded on ${displayDay(day(recordedOn))} by ${author}, entry hash ${short(hash)}`,
    ...(payload.resolvedOn === undefined ? [] : [`  Resolved on ${displayDay(day(payload.resolvedOn))}`]),
    `  Members: ${payload.members.join(', ')}`,
    ...(payload.votes === '' ? [] : [`  Votes: ${payload.votes}`]),
    ...(payload.dissent === '' ? [] : [`  Dissent: ${payload.dissent}`]),
    ...(payload.text === '' ? [] : [`  ${payload.text}`]),
    '',
  ].join('\n');

const bookText = ({ seq, asOf, payload, recordedOn, hash }: BookEntry): string =>
  [
    '',
    `Book of ${counted(payload.clients, 'client')} as of ${displayDay(day(asOf))}: entry ${seq}, recorded on ${displayDay(day(recordedOn))}, entry hash ${short(hash)}`,
    `  Root of the clients’ decisions: ${payload.root}`,
    '',
  ].join('\n');

const allotmentText = ({ seq, asOf, payload, author, recordedOn, hash }: AllotmentEntry): string =>
  [
    '',
    `Allotment of the book as of ${displayDay(day(asOf))}: entry ${seq}, recorded on ${displayDay(day(recordedOn))} by ${author}, entry hash ${short(hash)}`,
    ...payload.deviations.map(
      (d) =>
        `  Deviation: ${d.quantity} of ${d.order} from ${d.from} to ${d.to}, approved by ${d.principalOfficer} and ${d.complianceOfficer}: ${d.reason}`,
    ),
    '',
  ].join('\n');

/** A note on a scenario, marked so that it cannot pass for a decision. */
const noteText = ({ seq, asOf, about, payload, author, recordedOn, hash }: NoteEntry): string =>
  [
    '',
    `SIMULATION: note, entry ${seq}, on a what-if scenario as of ${displayDay(day(asOf))}${about === null ? '' : `, beside the decision of entry ${about}`}`,
    `${author}, ${displayDay(day(recordedOn))}: ${payload.text}`,
    `Scenario: ${payload.scenario}`,
    `Figures ${short(payload.figures)}, entry hash ${short(hash)}`,
    '',
  ].join('\n');

/** Columns of the name of a portfolio below an entry’s hash. */
const BELOW_HASH = 19;

function decisionsText(entries: readonly LedgerEntry[]): string {
  // The name of a portfolio may be long: it stands below the hashes, so that the table fits a terminal.
  const rows = entries.flatMap((e) =>
    rowsAboveTexts(
      [
        String(e.seq),
        displayDay(day(e.asOf)),
        displayDay(day(e.recordedOn)),
        short(e.decision),
        short(e.rulebook),
      ],
      short(e.hash),
      [e.portfolio ? `of ${e.portfolio.file}` : ''],
      BELOW_HASH,
    ),
  );
  const head = ['Entry', 'As of', 'Recorded on', 'Decision', 'Rule book', 'Entry hash,\nportfolio'];
  return `${table(head, rows, [0])}\n`;
}

export function verificationText(verification: LedgerVerification): string {
  if (verification.kind === 'broken') {
    return `The ledger is broken at entry ${verification.entry}: ${verification.fault}.\nRestore a copy of the store whose ledger verifies.\n`;
  }
  if (verification.head === null) return 'The ledger is empty.\n';
  const entries =
    verification.entries === 1 ? 'The only entry is' : `All ${verification.entries} entries are`;
  const expected =
    verification.expectedAt === undefined
      ? ''
      : ` The expected hash is that of entry ${verification.expectedAt}.`;
  return `${entries} unchanged, and the chain is intact.${expected} Hash of the last entry: ${verification.head}\n`;
}

/** The outcome of a replay, with what comparing the market rows with their checksums found. */
export function replayText(seq: number, replay: Replay, data: ImportVerification): string {
  const rows = importsText(data);
  if (replay.kind === 'identical') return `Entry ${seq} is reproduced byte for byte. ${rows}`;
  if (replay.kind === 'not-verified')
    return `Entry ${seq} is reproduced with the same bytes, but its market data are not verified.\n${rows}`;
  return `${differenceText(seq, replay)}${rows}`;
}

function differenceText(seq: number, replay: Extract<Replay, { kind: 'differs' }>): string {
  const code = replay.engine
    ? `The code differs: version ${replay.engine.recorded.version} (${short(replay.engine.recorded.sources)}) recorded, ${replay.engine.now.version} (${short(replay.engine.now.sources)}) now.\n`
    : 'The code is the same.\n';
  if (replay.first === null) return `Entry ${seq} is reproduced: only the code version differs.\n${code}`;
  const { path, recorded, now } = replay.first;
  return `Entry ${seq} is not reproduced. The first difference is at ${path}: ${recorded} recorded, ${now} now.\n${code}`;
}
