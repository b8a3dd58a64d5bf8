import type { Factsheet } from '../../../sleeves/factsheet.ts';
import { type RuleInWords, rulesInWords } from '../../format/sleeve-rules.ts';
import { html, type Markup } from '../../markup.ts';
import { table } from '../table.ts';

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
