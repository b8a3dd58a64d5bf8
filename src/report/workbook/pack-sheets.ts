import type { LastDecision } from '../../pack/outcome/last-decision.ts';
import type { BandLine, LimitLine, LimitState } from '../../pack/limits/limits.ts';
import { signedPercent } from '../../format/numbers.ts';
import { inWords } from '../../format/words.ts';
import { day, displayDay } from '../../market/day.ts';
import type { WorkbookSheet } from './workbook.ts';

const STATES: Readonly<Record<LimitState, string>> = {
  inside: 'inside',
  bound: 'at the limit',
  relaxed: 'relaxed',
  breached: 'breached',
};

/** Every limit that the decision had to keep, turnover included. */
export const packLimitSheet = (limits: readonly LimitLine[], origin: string): WorkbookSheet => ({
  title: 'Limits',
  note: 'Compliance limits are never relaxed. Headroom is to the nearer end, below 0 outside.',
  origin,
  columns: [
    { title: 'Limit', kind: 'text', width: 32 },
    { title: 'Kind', kind: 'text', width: 14 },
    { title: 'Unit', kind: 'text' },
    { title: 'Low', kind: 'number' },
    { title: 'High', kind: 'number' },
    { title: 'Value', kind: 'number' },
    { title: 'Headroom', kind: 'number', width: 12 },
    { title: 'Relaxed to', kind: 'number', width: 12 },
    { title: 'State', kind: 'text', width: 14 },
  ],
  rows: limits.map((l) => [
    l.name,
    l.kind,
    l.unit,
    l.low,
    l.high,
    l.value,
    l.headroom,
    l.relaxedTo,
    STATES[l.state],
  ]),
});

/** Sleeves in their bands. */
export const bandSheet = (bands: readonly BandLine[], origin: string): WorkbookSheet => ({
  title: 'Bands',
  note: 'Bands hold for targets; a final weight may lie outside where the market carried it and trading stopped short.',
  origin,
  columns: [
    { title: 'Position', kind: 'text', width: 24 },
    { title: 'From', kind: 'fraction' },
    { title: 'To', kind: 'fraction' },
    { title: 'Target', kind: 'fraction' },
    { title: 'Final', kind: 'fraction' },
    { title: 'State', kind: 'text', width: 14 },
  ],
  rows: bands.map((b) => [inWords(b.id), b.low, b.high, b.target, b.final, STATES[b.state]]),
});

/** The recorded decisions of the look-back, each against keeping what was held. */
export const outcomeSheet = (last: LastDecision, origin: string): WorkbookSheet => ({
  title: 'Outcome',
  note: outcomeNote(last),
  origin,
  columns: [
    { title: 'Entry', kind: 'count' },
    { title: 'As of', kind: 'day', width: 14 },
    { title: 'Until', kind: 'day', width: 14 },
    { title: 'Decided weights', kind: 'fraction', width: 17 },
    { title: 'Kept holdings', kind: 'fraction', width: 15 },
    { title: 'Cost and tax', kind: 'fraction', width: 14 },
    { title: 'Gain of the switch', kind: 'fraction', width: 19 },
  ],
  rows: last.switches.map(({ entry, asOf, until, outcome }) => [
    entry,
    day(asOf),
    day(until),
    outcome?.decided ?? null,
    outcome?.kept ?? null,
    outcome?.cost ?? null,
    outcome?.gain ?? null,
  ]),
});

function outcomeNote({ entry, filled, until, own, nifty, switchedTotal }: LastDecision): string {
  const span = `${displayDay(day(filled))} to ${displayDay(day(until))}`;
  const index = nifty === null ? '' : `, the Nifty 50 ${signedPercent(100 * nifty, 2)}`;
  const linked =
    switchedTotal === null ? '' : ` All switches, linked: ${signedPercent(100 * switchedTotal, 2)}.`;
  return `On paper: the weights of entry ${entry}, filled at the next close and left alone, returned ${signedPercent(100 * own, 2)} from ${span}${index}.${linked}`;
}
