import { day, displayDay } from '../../market/day.ts';
import { sectorName } from '../../report/factsheet/sector-name.ts';
import { rulesInWords } from '../../report/factsheet/sleeve-rules.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

/** Members and changes listed; `--json` has all. */
const LISTED = 10;

const percent = (x: number | null): string => (x === null ? '–' : (100 * x).toFixed(2).replace('-', '−'));
const ratio = (x: number | null): string => (x === null ? '–' : x.toFixed(1));
const returnRow = (r: Factsheet['returns'][number]): string[] => [
  r.isAnnual ? `${r.period}, a year` : r.period,
  date(r.from),
  percent(r.price),
  percent(r.total),
  percent(r.market),
];
const riskRow = (r: Factsheet['risk'][number]): string[] => [
  r.period,
  percent(r.volatility),
  percent(r.drawdown),
  ...[r.beta, r.correlation, r.rSquared].map((x) => x.toFixed(2).replace('-', '−')),
];
const date = (iso: string): string => displayDay(day(iso));

/** One sleeve on a screen: what its rules are and where from, how the last review went, what is held. */
export function sleeveText(s: Factsheet): string {
  const members = s.members
    .slice(0, LISTED)
    .map((m) => [
      m.symbol,
      sectorName(m.sector),
      String(m.rank),
      m.score === null ? '–' : m.score.toFixed(3).replace('-', '−'),
      percent(m.weight),
      percent(m.weightNow),
    ]);
  const funnel = s.funnel.flatMap(({ step, entered, left, excluded }) => [
    [step, String(entered), '', String(left)],
    ...excluded.map((e) => [`  ${e.reason}`, '', `−${e.count}`, '']),
  ]);
  const changes = (title: string, list: readonly { readonly symbol: string; readonly reason: string }[]) => {
    const more = list.length > LISTED ? `, and ${list.length - LISTED} more` : '';
    const names = list.slice(0, LISTED).map((c) => `${c.symbol} (${c.reason})`);
    return `${title} ${list.length}${list.length > 0 ? `: ${names.join(', ')}${more}` : ''}\n`;
  };
  const events = s.events
    .map((e) => `${date(e.day)} ${e.symbol} ${e.kind} at ${percent(e.weight)} %\n`)
    .join('');
  return `${simulatedMark(s.simulated)}${s.definition.title}: ${s.definition.follows ?? 'a rule of our own'}
${date(s.day)}: ${s.names} names; price-earnings ${ratio(s.valuation.pe)}, price-book ${ratio(s.valuation.pb)}, dividend yield ${percent(s.valuation.dividendYield)} %
In force from the close of ${date(s.effective)}, data to ${date(s.cutOff)}; turnover ${s.turnover === null ? '– (first)' : `${percent(s.turnover)} %`}, a year ${percent(s.turnoverAYear)} %

${table(['Returns, %', 'From', 'Price', 'With dividends', 'All shares'], s.returns.map(returnRow), [2, 3, 4])}

${table(['Risk', 'Volatility, %', 'Deepest fall, %', 'Beta', 'Correlation', 'R²'], s.risk.map(riskRow), [1, 2, 3, 4, 5])}

${table(
  ['Rule', '', 'Source'],
  rulesInWords(s.definition).map((r) => [r.rule, r.words, r.source]),
)}

${table(['Step', 'In', 'Out', 'Left'], funnel, [1, 2, 3])}

${table(['Largest holdings', 'Sector', 'Rank', 'Score', 'Weight, %', 'Now, %'], members, [2, 3, 4, 5])}

Sectors, %: ${s.sectors.map(({ sector, weight }) => `${sectorName(sector)} ${(100 * weight).toFixed(1)}`).join(', ')}
${changes('Entries', s.entries)}${changes('Exits', s.exits)}${events}`;
}
