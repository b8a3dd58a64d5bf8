import type { Factsheet } from '../../sleeves/factsheet.ts';
import { type RuleInWords, rulesInWords } from './rules-text.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** The rules of the sleeve in words, each with its source. */
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
        { head: 'Source', cell: (r) => r.source },
      ],
    })}
    <p class="quiet">
      NSE: methodology document. Secondary: two or more other publications. Our choice: no published source.
    </p>`;
