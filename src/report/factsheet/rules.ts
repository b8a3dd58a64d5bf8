import type { Factsheet } from '../../sleeves/factsheet.ts';
import { type RuleInWords, rulesInWords } from './sleeve-rules.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** The sleeve's rules in words, each with where it is from. */
export const rules = ({ definition }: Factsheet): Markup =>
  html`<h3>Rules</h3>
    ${table<RuleInWords>({
      label: `Rules of ${definition.title}`,
      look: 'long',
      rows: rulesInWords(definition),
      columns: [
        { head: 'Step', cell: (r) => r.rule },
        {
          head: 'Rule',
          kind: 'ample',
          cell: (r) => html`${r.words}${r.note !== null && html`<small>${r.note}</small>`}`,
        },
        { head: 'From', cell: (r) => r.source },
      ],
    })}
    <p class="quiet">
      NSE: its own text. Secondary: two or more other pages. Our choice: nothing published says so.
    </p>`;
