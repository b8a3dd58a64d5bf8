import { grouped, NONE, orNone } from '../../format/numbers.ts';
import { scoreText } from '../decision/regime/call-text.ts';
import { weightBar } from '../decision/allocation/weight-bar.ts';
import { holdingName } from '../decision/orders/holding-text.ts';
import { regimeLabel } from '../page/label.ts';
import { html, type Markup, type Piece, unseen } from '../page/markup.ts';
import { POSITION_NAMES } from '../page/names.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';
import { codeInQuotes } from '../page/problems.ts';
import { type Column, table } from '../page/table.ts';
import { consequencesOf } from '../what-if/consequences.ts';
import { constraintTexts } from '../what-if/constraint-texts.ts';
import {
  differenceText,
  differingText,
  type OrderDifference,
  orderText,
} from '../what-if/order-differences.ts';
import { LOSS_OF_HOLDINGS } from '../what-if/page-model.ts';
import { AS_IT_IS, HELD_NOW } from '../what-if/titles.ts';
import type { ScenarioColumn, ScenarioColumns } from './columns.ts';

/** A row of a table with one text per column: held now, as it is, and the scenarios. */
interface Line {
  readonly name: Piece;
  readonly held: Piece;
  readonly actual: Piece;
  readonly scenarios: readonly Piece[];
}

/**
 * Label, weights, trades, cost, tax, risk and hedge of all scenarios beside what is held and the month as it is.
 *
 * @param opened shows each scenario's orders, limits and problems, as paper has to. @param opens writes the score and the return of
 * what is held, by the scenario's place in the list.
 */
export const consequencesSection = (
  model: ScenarioColumns,
  { opened = false, opens = AS_TEXT }: { readonly opened?: boolean; readonly opens?: Opens } = {},
): Markup =>
  html`${comparison('Label and score', 'Figure', model, labelLines(model, opens))}
    <h3>Weights, percent of the portfolio</h3>
    ${comparison('Weights, percent of the portfolio', 'Position', model, weightLines(model))}
    <h3>Trades, cost and risk</h3>
    ${comparison('Trades, cost and risk', 'Figure', model, figureLines(model, opens))}
    ${model.columns.map((column) => details(column, opened))}`;

function comparison(
  label: string,
  first: string,
  { columns }: ScenarioColumns,
  rows: readonly Line[],
): Markup {
  const scenarios = columns.map(({ title }, i): Column<Line> => ({
    head: title,
    kind: 'number',
    cell: (line) => line.scenarios[i],
  }));
  return table<Line>({
    label,
    look: 'wide',
    narrow: columns.length > 1 ? 'stack' : 'fit',
    rows,
    columns: [
      { head: first, cell: (line) => line.name },
      { head: HELD_NOW, kind: 'number', cell: (line) => line.held },
      { head: AS_IT_IS, kind: 'number', cell: (line) => line.actual },
      ...scenarios,
    ],
  });
}

/** A text that differs from the month as it is is marked by a glyph and by weight, not by colour alone. */
const compared = (text: string, actual: string): Piece =>
  text === actual
    ? text
    : html`<strong class="changed"><i aria-hidden="true">◆</i> ${text}</strong>${unseen(', differs')}`;

function labelLines({ actual, columns }: ScenarioColumns, opens: Opens): Line[] {
  const score = ({ call }: ScenarioColumn['side']) => orNone(call.score, (s) => scoreText(s, call.bands));
  const confidence = ({ call }: ScenarioColumn['side']) => call.confidence?.level ?? NONE;
  const label = ({ call }: ScenarioColumn['side']): Piece =>
    html`${regimeLabel(call.regime)}${
      call.regime !== call.modelRegime && html`<small>forced; by the score ${call.modelRegime}</small>`
    }`;
  const line = (
    name: string,
    text: (side: ScenarioColumn['side']) => string,
    open = (_: number, piece: Piece) => piece,
  ): Line => ({
    name,
    held: NONE,
    actual: text(actual),
    scenarios: columns.map(({ side }, k) => open(k, compared(text(side), text(actual)))),
  });
  return [
    { name: 'Regime', held: NONE, actual: label(actual), scenarios: columns.map(({ side }) => label(side)) },
    line('Score S', score, (k, piece) => opens(`/${k}/score`, piece)),
    line('Confidence', confidence),
  ];
}

function weightLines({ actual, columns }: ScenarioColumns): Line[] {
  const isHeld = actual.allocation.openingSource.kind !== 'none';
  const sides = [actual, ...columns.map((c) => c.side)];
  const full = Math.max(...sides.flatMap((s) => s.allocation.positions.map((p) => p.final)), 1);
  return actual.allocation.positions.map((position, i): Line => ({
    name: POSITION_NAMES[position.id],
    held: isHeld ? grouped(position.opening, 1) : NONE,
    actual: grouped(position.final, 1),
    scenarios: columns.map(({ side }) => {
      const assumed = side.allocation.positions[i]!.final;
      return html`${weightBar(assumed, position.final, full)}<span class="weight"
          >${moved(assumed, position.final)}</span
        >`;
    }),
  }));
}

/** A weight, with an arrow where it differs from the month as it is. */
function moved(assumed: number, actual: number): Piece {
  const [text, before] = [grouped(assumed, 1), grouped(actual, 1)];
  if (text === before) return text;
  const rises = assumed > actual;
  return html`<strong class="${rises ? 'rise' : 'fall'}"
      ><i aria-hidden="true">${rises ? '▲' : '▼'}</i> ${text}</strong
    >${unseen(rises ? ', more' : ', less')}`;
}

function figureLines({ actual, columns }: ScenarioColumns, opens: Opens): Line[] {
  const prices = [...new Set(columns.flatMap((c) => c.prices ?? []))];
  const lines = consequencesOf([actual, ...columns.map((c) => c.side)]).map(
    ({ name, priced, held, sides }): Line => {
      const [before, ...after] = sides;
      return {
        name: html`${name}${priced && prices.length > 0 && html`<small>${prices.join('; ')}</small>`}`,
        held,
        actual: before,
        scenarios: after.map((text) => compared(text, before!)),
      };
    },
  );
  if (columns.every((c) => c.loss === null)) return lines;
  const loss = {
    name: LOSS_OF_HOLDINGS,
    held: NONE,
    actual: NONE,
    scenarios: columns.map((c, k) => (c.loss === null ? NONE : opens(`/${k}/loss`, c.loss))),
  };
  return [loss, ...lines];
}

/** What belongs to one scenario alone: orders that differ, binding limits, problems. */
function details({ id, title, side, orders, whatIf }: ScenarioColumn, opened: boolean): Markup {
  const limits = constraintTexts(side);
  const summary = `${title}: which orders differ, limits, problems`;
  const content = html`<h3>Orders that differ</h3>
    <p>${differingText(orders)}</p>
    ${
      orders.kind === 'compared' &&
      orders.largest.length > 0 &&
      table<OrderDifference>({
        label: `Orders that differ: ${title}`,
        look: 'wide',
        narrow: 'stack',
        rows: orders.largest,
        columns: [
          { head: 'Holding', cell: holdingName },
          { head: AS_IT_IS, cell: (d) => orderText(d.before) },
          { head: title, cell: (d) => orderText(d.after) },
          { head: 'Difference', kind: 'number', cell: (d) => differenceText(d.difference) },
        ],
      })
    }
    <h3>Binding and relaxed limits</h3>
    ${list(limits, 'None is binding or relaxed.')}
    <h3>Problems</h3>
    ${list(
      [...whatIf.problems, ...whatIf.after.problems, ...whatIf.after.allocation.problems].map(
        (p) => `${p.message} ${p.remedy}`,
      ),
      'None.',
    )}`;
  return opened
    ? html`<section class="column-details">
        <h3>${summary}</h3>
        ${content}
      </section>`
    : html`<details class="column-details" id="details-${id}">
        <summary>${summary}</summary>
        ${content}
      </details>`;
}

const list = (texts: readonly string[], none: string): Markup =>
  texts.length === 0
    ? html`<p>${none}</p>`
    : html`<ul>
        ${texts.map((text) => html`<li>${codeInQuotes(text)}</li>`)}
      </ul>`;
