import type { PackDocument } from '../../../pack/document/pack-document.ts';
import type { PassiveBreach } from '../../../pack/limits/passive-breaches.ts';
import { counted, fractionAsPercent } from '../../../format/numbers.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import { positionName } from '../../page/names.ts';
import { table } from '../../page/table.ts';
import { missingBox } from '../part.ts';

type Breaches = PackDocument['parts']['limits']['breaches'];

/** What the market carried across a limit since the last decision, on paper and in the account, before any trade of this one. */
export const breachSection = ({ paper, account }: Breaches): Markup =>
  html`<section id="passive-breaches">
    <h2>Breaches by the market, before this decision</h2>
    <h3>Last decision on paper</h3>
    ${
      paper.kind === 'missing'
        ? missingBox(paper)
        : breachTable(
            paper.data,
            'On paper',
            'Left alone since its fill, the last decision is inside its bands and the cap on one stock.',
          )
    }
    <h3>Account</h3>
    ${
      account.kind === 'missing'
        ? missingBox(account)
        : breachTable(
            account.data,
            'In the account',
            'By its recorded holdings, no stock of the account is above the cap.',
          )
    }
  </section>`;

const breachTable = (breaches: readonly PassiveBreach[], where: string, none: string): Markup =>
  breaches.length === 0
    ? html`<p>${none}</p>`
    : table<PassiveBreach>({
        label: `${where}: outside a limit by the market`,
        rows: breaches,
        columns: [
          { head: 'Holding', cell: nameOf },
          { head: 'Limit', kind: 'number', cell: (b) => fractionAsPercent(b.limit, 1) },
          { head: 'Weight', kind: 'number', cell: (b) => fractionAsPercent(b.value, 1) },
          { head: 'Since', kind: 'unbroken', cell: (b) => dateText(b.since) },
          { head: 'Open', kind: 'number', cell: (b) => counted(b.days, 'day') },
        ],
      });

const nameOf = ({ what, id, name }: PassiveBreach): Piece =>
  what === 'sleeve'
    ? html`${positionName(id)}<small>band of the sleeve</small>`
    : html`${name}<small>${name === id ? 'cap on one stock' : id}</small>`;
