import { grouped } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { sectorName } from '../../../report/factsheet/sector-name.ts';
import { rulesInWords } from '../../../report/factsheet/rules-text.ts';
import type { Factsheet } from '../../../sleeves/factsheet.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** Number of constituents and changes listed; `--json` has all. */
const LISTED = 10;

const percent = (x: number | null): string => (x === null ? '–' : grouped(100 * x, 2));
const ratio = (x: number | null): string => (x === null ? '–' : grouped(x, 1));
const returnRow = (r: Factsheet['returns'][number]): string[] => [
  r.isAnnual ? `${r.period}, per year` : r.period,
  date(r.from),
  percent(r.price),
  percent(r.total),
  percent(r.market),
];
const riskRow = (r: Factsheet['risk'][number]): string[] => [
  r.period,
  percent(r.volatility),
  percent(r.maximumDrawdown),
  ...[r.beta, r.correlation, r.rSquared].map((x) => grouped(x, 2)),
];
const date = (iso: string): string => displayDay(day(iso));

/** One sleeve on a screen: returns, risk, rules with their sources, the latest review and the holdings. */
export function sleeveText(s: Factsheet): string {
  const constituents = s.constituents
    .slice(0, LISTED)
    .map((m) => [
      m.symbol,
      sectorName(m.sector),
      String(m.rank),
      m.score === null ? '–' : grouped(m.score, 3),
      percent(m.weight),
      percent(m.weightNow),
    ]);
  const screening = s.screening.flatMap(({ step, entered, remaining, excluded }) => [
    [step, String(entered), '', String(remaining)],
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
  return `${simulatedMark(s.simulated)}${s.definition.title}: ${s.definition.referenceIndex ?? 'our own rules'}
${date(s.day)}: ${s.constituentCount} stocks; P/E ${ratio(s.valuation.pe)}, P/B ${ratio(s.valuation.pb)}, dividend yield ${percent(s.valuation.dividendYield)} %
Effective from the close of ${date(s.effective)}, on data to ${date(s.cutOff)}; turnover ${s.turnover === null ? '– (first review)' : `${percent(s.turnover)} %`}, per year ${percent(s.annualTurnover)} %

${table(['Returns, %', 'From', 'Price', 'With dividends', 'All stocks'], s.returns.map(returnRow), [2, 3, 4])}

${table(['Risk', 'Volatility, %', 'Maximum drawdown, %', 'Beta', 'Correlation', 'R²'], s.risk.map(riskRow), [1, 2, 3, 4, 5])}

${table(
  ['Rule', '', 'Source'],
  rulesInWords(s.definition).map((r) => [r.rule, r.words, r.source]),
)}

${table(['Screening step', 'Entered', 'Excluded', 'Remaining'], screening, [1, 2, 3])}

${table(['Largest holdings', 'Sector', 'Rank', 'Score', 'Weight, %', 'Now, %'], constituents, [2, 3, 4, 5])}

Sectors, %: ${s.sectors.map(({ sector, weight }) => `${sectorName(sector)} ${grouped(100 * weight, 1)}`).join(', ')}
${changes('Entries', s.entries)}${changes('Exits', s.exits)}${events}`;
}
