import type { LevelKey } from '../../signals/levels.ts';
import { NOTED_MONTHS } from '../whatif/historical-moves.ts';
import { LONGEST_NAME } from '../whatif/read-scenario.ts';
import { dateText } from '../report/page/dates.ts';
import { html, type Markup, type Piece } from '../report/page/markup.ts';
import { REGIME_NAMES } from '../report/page/names.ts';
import { FOLDED, levelRow } from '../report/scenarios/levels-section.ts';
import { rulesSection } from '../report/scenarios/rules-section.ts';
import { REGIMES } from '../../regimes/regime.ts';
import { LONGEST_AUTHOR, LONGEST_NOTE } from '../decision/ledger/entries/ledger-text.ts';
import type { Fragment, PageState } from './fragments.ts';
import { analysesSection } from './analyses.ts';
import { basisOf } from './month.ts';

/** Everything of a month: the inputs, and the parts that depend on the scenarios in their places. */
export function monthBody({ month }: PageState, fragments: readonly Fragment[]): Markup {
  const part = (id: string): Piece => fragments.find((f) => f.id === id)?.content;
  const { manifest, asOf, asItIs, parameters } = month;
  const rows = (wanted: (key: LevelKey) => boolean) =>
    month.levels
      .filter(({ key }) => wanted(key))
      .map((model) =>
        levelRow(model, { strip: part(`strip-${model.key}`), words: part(`words-${model.key}`) }),
      );
  return html`<header class="masthead" data-as-of="${asOf}" data-basis="${basisOf(manifest)}">
      <h1>What if, ${dateText(asOf)}</h1>
      <p class="dateline">
        Rule book <code>${manifest.rulebook.slice(0, 12)}</code>; imports up to ${manifest.throughImport};
        holdings ${manifest.portfolio?.file ?? 'of the model'}. Hypothetical: nothing here is a decision.
      </p>
    </header>
    ${asItIs.simulated && html`<p class="simulated"><strong>SIMULATED</strong> All figures come from the embedded simulated market.</p>`}
    <div id="notices">${part('notices')}</div>
    <p id="offline" class="notice" role="alert" hidden></p>
    ${scenarioBar()}
    <p id="says" role="status" aria-live="polite">${part('says')}</p>
    <div id="state-errors">${part('state-errors')}</div>
    <div class="parts">
      <div class="controls">
        <section id="levels" aria-labelledby="levels-title">
          <h2 id="levels-title">Levels</h2>
          ${rows((key) => !FOLDED.includes(key))}
          <details class="more-levels">
            <summary>Levels of the optional signals</summary>
            ${rows((key) => FOLDED.includes(key))}
          </details>
          ${pastMonths()}
        </section>
        <section id="label" aria-labelledby="label-title">
          <h2 id="label-title">Label</h2>
          ${forcedLabel()}
          <p class="error" id="error-regime">${part('error-regime')}</p>
          <div id="label-figures">${part('label-figures')}</div>
        </section>
        <section id="rules" aria-labelledby="rules-title">
          <h2 id="rules-title">Rules</h2>
          ${rulesSection(parameters)}
        </section>
      </div>
      <section id="consequences" aria-labelledby="consequences-title">
        <h2 id="consequences-title">Consequences</h2>
        <div id="consequences-figures">${part('consequences-figures')}</div>
        ${noteForm()}
      </section>
    </div>
    ${analysesSection()} ${help()}`;
}

const scenarioBar = (): Markup =>
  html`<div class="scenario-bar" role="group" aria-label="Scenarios">
    <div id="tabs" role="group" aria-label="Scenario"></div>
    <button type="button" id="new">New</button>
    <button type="button" id="duplicate">Duplicate</button>
    <button type="button" id="remove">Remove</button>
    <label for="name">Name</label>
    <input type="text" id="name" maxlength="${LONGEST_NAME}" autocomplete="off" />
    <button type="button" id="copy">Copy link</button>
    <button type="button" id="save">Save report</button>
    <button type="button" id="pack">Sheet of all scenarios</button>
    <button type="button" id="keep">Save scenarios</button>
    <button type="button" id="recall">Load scenarios</button>
    <button type="button" id="reload">Reload data</button>
    <button type="button" id="help-button" aria-haspopup="dialog">Help</button>
  </div>`;

/** Two meanings of a past month: its moves on today's levels, or the month itself. */
const pastMonths = (): Markup =>
  html`<fieldset class="past">
    <legend>A past month</legend>
    <div class="months">
      ${NOTED_MONTHS.map(
        ([month, name]) =>
          html`<button type="button" data-month="${month}" aria-pressed="false">
            ${month}<small>${name}</small>
          </button>`,
      )}
    </div>
    <label for="month">Any month</label>
    <input
      type="text"
      id="month"
      placeholder="2008-10"
      maxlength="7"
      autocomplete="off"
      aria-describedby="error-replay"
    />
    <button type="button" id="moves">Its moves on today</button>
    <button type="button" id="itself">The month itself</button>
    <button type="button" id="back-to-now" hidden>Back to the present month</button>
    <p class="error" id="error-replay"></p>
  </fieldset>`;

const forcedLabel = (): Markup =>
  html`<fieldset class="forced">
    <legend>Regime</legend>
    ${[
      ['', 'By the score'] as const,
      ...REGIMES.map((r) => [r, `Force ${REGIME_NAMES[r].toLowerCase()}`] as const),
    ].map(
      ([value, text]) => html`<label><input type="radio" name="regime" value="${value}" /> ${text}</label>`,
    )}
  </fieldset>`;

const noteForm = (): Markup =>
  html`<details class="note">
    <summary>Record a note on this scenario in the ledger</summary>
    <form id="note-form">
      <label for="author">Author</label>
      <input type="text" id="author" maxlength="${LONGEST_AUTHOR}" required />
      <label for="note">Note, at most ${LONGEST_NOTE} characters</label>
      <textarea id="note" maxlength="${LONGEST_NOTE}" rows="3" required></textarea>
      <button type="submit">Record as SIMULATION</button>
      <p id="note-answer" role="status"></p>
    </form>
  </details>`;

const KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['1 to 6', 'choose a scenario'],
  ['n', 'new scenario'],
  ['d', 'duplicate the scenario'],
  ['/', 'to the first level'],
  ['arrows', 'on a slider: 1 % of its range; with Shift, 10 %'],
  ['Page Up, Page Down', 'on a slider: to the next 5, 50 or 95 % mark'],
  ['Home, End', 'on a slider: to its ends'],
  ['Escape', 'on a level or rule: back to its value in force'],
  ['?', 'this help'],
];

const help = (): Markup =>
  html`<dialog id="help" aria-labelledby="help-title">
    <h2 id="help-title">Keys</h2>
    <dl>
      ${KEYS.map(
        ([keys, meaning]) =>
          html`<div>
            <dt><kbd>${keys}</kbd></dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
    <p>The address holds the whole state. Levels are typed as on the command line: 45, -20%, +50bp.</p>
    <form method="dialog"><button type="submit">Close</button></form>
  </dialog>`;
