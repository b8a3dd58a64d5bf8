import type { Factsheet } from '../../sleeves/factsheet.ts';
import { dateText } from '../page/dates.ts';
import { counted, grouped, MINUS, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

const LISTED = 12;

/** The latest review: exclusions at each step, additions and deletions, and events since. */
export const review = (sheet: Factsheet): Markup =>
  html`<h3>Latest review</h3>
    ${table<Line>({
      label: `Screening of ${sheet.definition.title}`,
      look: 'long',
      rows: sheet.screening.flatMap(linesOf),
      columns: [
        { head: 'Step', cell: (l) => l.what },
        { head: 'Entering', kind: 'number', cell: (l) => l.entered },
        { head: 'Excluded', kind: 'number', cell: (l) => l.out },
        { head: 'Remaining', kind: 'number', cell: (l) => l.left },
      ],
    })}
    ${entries(sheet.entries)} ${exits(sheet.exits)}
    ${
      sheet.events.length > 0 &&
      html`<p>
        Events since the review:
        ${sheet.events.map(
          (e, k) =>
            `${k === 0 ? '' : '; '}${dateText(e.day)} ${e.symbol} ${EVENTS[e.kind]} at ${fractionAsPercent(e.weight, 2)}`,
        )}.
      </p>`
    }`;

interface Line {
  readonly what: Piece;
  readonly entered: string;
  readonly out: string;
  readonly left: string;
}

const STEPS: Readonly<Record<Factsheet['screening'][number]['step'], string>> = {
  universe: 'Universe',
  definition: 'Eligibility',
  score: 'Score',
  select: 'Selection',
  weight: 'Weight',
};

const EVENTS: Readonly<Record<Factsheet['events'][number]['kind'], string>> = {
  suspended: 'suspended',
  resumed: 'resumed trading',
  removed: 'removed at its last price',
};

/** A screening step with the reasons for exclusion. */
const linesOf = ({ step, entered, remaining, excluded }: Factsheet['screening'][number]): Line[] => [
  { what: STEPS[step], entered: grouped(entered, 0), out: '', left: grouped(remaining, 0) },
  ...excluded.map((e) => ({
    what: html`<small>${e.reason}</small>`,
    entered: '',
    out: `${MINUS}${grouped(e.count, 0)}`,
    left: '',
  })),
];

const entries = (list: Factsheet['entries']): Markup =>
  html`<p>
    ${counted(list.length, 'addition')}${list.length > 0 && `: ${listed(list.map((c) => `${c.symbol} (${c.reason})`))}`}.
  </p>`;

/** Deletions, grouped by reason. */
function exits(list: Factsheet['exits']): Markup {
  const by = new Map<string, string[]>();
  for (const { symbol, reason } of list) by.set(reason, [...(by.get(reason) ?? []), symbol]);
  return html`<p>${counted(list.length, 'deletion')}${list.length > 0 ? ':' : '.'}</p>
    ${
      by.size > 0 &&
      html`<ul>
        ${Array.from(by, ([reason, symbols]) => html`<li>${reason}: ${listed(symbols)}</li>`)}
      </ul>`
    }`;
}

const listed = (names: readonly string[]): string =>
  names.slice(0, LISTED).join(', ') +
  (names.length > LISTED ? `, and ${grouped(names.length - LISTED, 0)} more` : '');
