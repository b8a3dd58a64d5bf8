import type { Parameter } from '../../rulebook/parameters.ts';
import { html, type Markup } from '../page/markup.ts';

/** Titles of the parts of the rule book, in its order. */
const PARTS: Readonly<Record<string, string>> = {
  signals: 'Signals: weights, windows, scales',
  regimes: 'Regimes: thresholds, quorum',
  allocations: 'Allocations: bouquets, bands, trading limits',
  costs: 'Costs and tax',
  hedge: 'Hedge',
};

/** Parts that need another risk model or other sleeves. */
const NOT_HERE: readonly string[] = ['risk', 'sleeves'];

/** A field for each parameter of the rule book, folded by part; the risk model's and the sleeves' are shown and cannot be changed here. */
export function rulesSection(parameters: readonly Parameter[]): Markup {
  const of = (part: string) => parameters.filter((p) => p.path.startsWith(`${part}.`));
  const fixed = NOT_HERE.flatMap(of);
  return html`${Object.entries(PARTS).map(
      ([part, title]) =>
        html`<details class="rules">
          <summary>${title}</summary>
          ${of(part).map(ruleRow)}
        </details>`,
    )}
    <details class="rules">
      <summary>Risk model and sleeves: not editable here</summary>
      <p>
        These need the models built again, which takes minutes. Use <code>trrm whatif --set</code> on the
        command line.
      </p>
      <dl class="fixed">
        ${fixed.map(
          ({ path, value }) =>
            html`<div>
              <dt><code>${path}</code></dt>
              <dd>${valueText(value)}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
}

const ruleRow = ({ path, description, allowed, value }: Parameter): Markup =>
  html`<div class="rule" data-path="${path}">
    <label for="rule-${path}"><code>${path.replace(/^[a-z]+\./, '')}</code></label>
    <input
      type="text"
      id="rule-${path}"
      autocomplete="off"
      spellcheck="false"
      maxlength="40"
      placeholder="${valueText(value)}"
      aria-describedby="about-${path}"
    />
    <p id="about-${path}" class="quiet">
      ${description === null ? '' : `${description}. `}In force: ${valueText(value)}; ${allowed}.
    </p>
  </div>`;

const valueText = (value: Parameter['value']): string => (value === null ? 'null' : String(value));
