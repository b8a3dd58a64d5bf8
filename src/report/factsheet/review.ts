import type { Factsheet } from '../../sleeves/factsheet.ts';
import { dateText } from '../page/dates.ts';
import { counted, grouped, MINUS, share } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

const LISTED = 12;

/** How the review in force went: what was lost at each step, who came and who went, and what has happened since. */
export const review = (sheet: Factsheet): Markup =>
  html`<h3>The review in force</h3>
    ${table<Line>({
      label: `Funnel of ${sheet.definition.title}`,
      look: 'long',
      rows: sheet.funnel.flatMap(linesOf),
      columns: [
        { head: 'Step', cell: (l) => l.what },
        { head: 'In', kind: 'number', cell: (l) => l.entered },
        { head: 'Out', kind: 'number', cell: (l) => l.out },
        { head: 'Left', kind: 'number', cell: (l) => l.left },
      ],
    })}
    ${entries(sheet.entries)} ${exits(sheet.exits)}
    ${
      sheet.events.length > 0 &&
      html`<p>
        Since then:
        ${sheet.events.map(
          (e, k) =>
            `${k === 0 ? '' : '; '}${dateText(e.day)} ${e.symbol} ${EVENTS[e.kind]} at ${share(e.weight, 2)}`,
        )}.
      </p>`
    }`;

interface Line {
  readonly what: Piece;
  readonly entered: string;
  readonly out: string;
  readonly left: string;
}

const STEPS: Readonly<Record<Factsheet['funnel'][number]['step'], string>> = {
  universe: 'Universe',
  definition: 'Definition',
  score: 'Score',
  select: 'Selection',
  weight: 'Weight',
};

const EVENTS: Readonly<Record<Factsheet['events'][number]['kind'], string>> = {
  suspended: 'stopped trading',
  resumed: 'traded again',
  removed: 'was let go at its last price',
};

/** A step, and under it the reasons for which names were lost. */
const linesOf = ({ step, entered, left, excluded }: Factsheet['funnel'][number]): Line[] => [
  { what: STEPS[step], entered: grouped(entered, 0), out: '', left: grouped(left, 0) },
  ...excluded.map((e) => ({
    what: html`<small>${e.reason}</small>`,
    entered: '',
    out: `${MINUS}${grouped(e.count, 0)}`,
    left: '',
  })),
];

const entries = (list: Factsheet['entries']): Markup =>
  html`<p>
    ${counted(list.length, 'name')}
    came${list.length > 0 && `: ${listed(list.map((c) => `${c.symbol} (${c.reason})`))}`}.
  </p>`;

/** Many go for the same reason, so names are gathered under reasons. */
function exits(list: Factsheet['exits']): Markup {
  const by = new Map<string, string[]>();
  for (const { symbol, reason } of list) by.set(reason, [...(by.get(reason) ?? []), symbol]);
  return html`<p>${counted(list.length, 'name')} went${list.length > 0 ? ':' : '.'}</p>
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
