import { dateText } from '../../page/dates.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { counted, grouped, NONE, orNone, percent, signed } from '../../../format/numbers.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import {
  type AllocationModel,
  type PositionModel,
  positionsShown,
  type SleeveModel,
} from './allocation-model.ts';
import { type Column, table } from '../../page/table.ts';
import { notHeldText } from './allocation-text.ts';

type NumberColumn = Column<PositionModel> & { readonly sum?: Piece };

/** Each position from the bouquet to its final weight, in percent of the portfolio, with notes on its marks. */
export function positionTable(a: AllocationModel, asOf: string): Markup {
  const held = a.openingSource.kind !== 'none';
  const sumOf = (of: (p: PositionModel) => number) =>
    grouped(
      a.positions.reduce((sum, p) => sum + of(p), 0),
      1,
    );
  const number = (head: string, cell: (p: PositionModel) => Piece, sum?: Piece): NumberColumn => ({
    head,
    kind: 'number',
    cell,
    sum,
  });
  const weight = (head: string, of: (p: PositionModel) => number) =>
    number(head, (p) => grouped(of(p), 1), sumOf(of));
  const ofSleeve = (text: (s: SleeveModel) => string) => (p: PositionModel) => orNone(p.sleeve, text);
  const ofHeld = (text: (s: SleeveModel) => string) => ofSleeve((s) => (s.instrument ? text(s) : NONE));
  const columns: NumberColumn[] = [
    { head: 'Position, instrument', cell: (p) => nameCell(p, asOf), sum: 'Total' },
    number(
      'Bouquet',
      ofSleeve((s) => grouped(s.bouquet, 1)),
      sumOf((p) => p.sleeve?.bouquet ?? 0),
    ),
    number(
      'Redistributed',
      ofHeld((s) => grouped(s.base, 1)),
      sumOf((p) => p.sleeve?.base ?? 0),
    ),
    number(
      'Band',
      ofHeld((s) => `${grouped(s.band.low, 1)} – ${grouped(s.band.high, 1)}`),
    ),
    number(
      'Volatility',
      ofHeld((s) => orNone(s.volatility, percent)),
    ),
    ...(held ? [weight(a.hasDrift ? 'Previous run' : 'Opening', (p) => p.held)] : []),
    ...(held && a.hasDrift ? [weight('Opening', (p) => p.opening)] : []),
    number(
      'Target',
      (p) => html`${grouped(p.target, 1)}${boundMark(p)}`,
      sumOf((p) => p.target),
    ),
    number(
      'Final',
      (p) => html`<strong>${grouped(p.final, 1)}</strong>`,
      sumOf((p) => p.final),
    ),
    ...(held ? [number('Change', (p) => signed(p.change, 1))] : []),
  ];
  return html`${table({ label: 'Weights from bouquet to final, percent of the portfolio', columns, rows: positionsShown(a), totals: [columns.map((c) => c.sum)] })}${notes(a, asOf)}`;
}

const nameCell = ({ id, sleeve }: PositionModel, asOf: string): Piece =>
  sleeve
    ? html`${POSITION_NAMES[id]}<small>${instrumentText(sleeve, asOf)}</small>`
    : html`<span class="strategic">${POSITION_NAMES[id]}</span>`;

function instrumentText({ instrument }: SleeveModel, asOf: string): string {
  if (!instrument) return 'not held';
  if (instrument.kind === 'stocks') return counted(instrument.stocks, 'stock');
  const { indexName, field, launched, backTested, fit } = instrument;
  const fitted = fit ? `; R² ${grouped(fit.rSquared, 2)} over ${grouped(fit.returns, 0)} daily returns` : '';
  const mark = launched !== null && launched > asOf ? ' ‡' : backTested ? ' †' : '';
  return `${indexName}, ${field === 'tri' ? 'total return' : 'price only'}${mark}${fitted}`;
}

/** Mark of a target at the lower or upper end of its band. */
const boundMark = ({ sleeve }: PositionModel): Piece =>
  sleeve?.boundBy && (sleeve.boundBy === 'low' ? ' ▾' : ' ▴');

function notes(a: AllocationModel, asOf: string): Markup {
  const { positions } = a;
  const indices = positions.flatMap(({ sleeve }) =>
    sleeve?.instrument?.kind === 'index' ? sleeve.instrument : [],
  );
  const launches = (kept: typeof indices) =>
    kept.map((i) => `${i.indexName} (${dateText(i.launched!)})`).join(', ');
  const later = indices.filter((i) => i.launched !== null && i.launched > asOf);
  const partly = indices.filter((i) => i.backTested && !later.includes(i));
  const notHeld = notHeldText(a);
  const bound = positions.some((p) => p.sleeve?.boundBy);
  return html`<ul class="notes">
    <li>
      Percent of the portfolio; volatility in percent a year. Redistributed: bouquet weights after the weights
      of sleeves that cannot be held are
      redistributed.${bound && ' ▾ and ▴ mark a target at the lower or upper end of its band.'}
    </li>
    ${later.length > 0 && html`<li>‡ Launched after the as-of date: the whole history is the vendor’s back-test. Launch: ${launches(later)}.</li>`}
    ${partly.length > 0 && html`<li>† Launched within the year used for volatility: part of that year is the vendor’s back-test. Launch: ${launches(partly)}.</li>`}
    ${notHeld && html`<li>${notHeld}</li>`}
  </ul>`;
}
