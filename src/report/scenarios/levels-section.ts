import type { LevelMove } from '../../../regimes/model/smallest-move.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { LevelKey } from '../../../signals/levels.ts';
import { grouped, NO_BREAK } from '../../format/numbers.ts';
import type { Assumption } from '../../whatif/what-if.ts';
import { pixel } from '../charts/pixel.ts';
import { html, type Markup, type Piece, unseen } from '../page/markup.ts';
import { fractionAt, type LevelModel, positionAt, POSITIONS_OF_SCALE } from './level-model.ts';
import { standingText } from './level-model.ts';

/** The levels below the fold: the optional signals' own. */
export const FOLDED: readonly LevelKey[] = ['nifty-basis', 'fii-flow'];

/** The level at which a signal alone changes the regime. */
export interface ChangeMark {
  readonly to: Regime;
  readonly move: LevelMove;
}

/** A level under the active scenario. */
export interface LevelState {
  readonly model: LevelModel;
  /** Null where the scenario leaves the level as it is. */
  readonly assumption: Extract<Assumption, { kind: 'level' }> | null;
  readonly changes: readonly ChangeMark[];
}

/** The inputs of a level, which stay while its consequences change: field, slider, reset. */
export function levelRow(
  model: LevelModel,
  dynamic: { readonly strip: Piece; readonly words: Piece },
): Markup {
  const { key, title, unit, decimals, now, scale, ticks } = model;
  const at = now === null ? POSITIONS_OF_SCALE / 2 : positionAt(scale, now);
  return html`<div
    class="level"
    role="group"
    aria-label="${title}"
    data-key="${key}"
    data-low="${scale.low}"
    data-high="${scale.high}"
    data-log="${scale.isLog ? 'yes' : 'no'}"
    data-decimals="${decimals}"
    data-unit="${unit}"
    data-now="${now}"
    data-ticks="${ticks.map((tick) => positionAt(scale, tick)).join(',')}"
  >
    <label for="field-${key}"
      >${title}<small>${unit}; today ${now === null ? 'not observed' : grouped(now, decimals)}</small></label
    >
    <div class="track">
      <div class="strip-holder" id="strip-${key}">${dynamic.strip}</div>
      <input
        type="range"
        id="slider-${key}"
        min="0"
        max="${POSITIONS_OF_SCALE}"
        step="1"
        value="${at}"
        aria-label="${title}, slider"
        aria-describedby="words-${key}"
      />
    </div>
    <input
      type="text"
      class="field"
      id="field-${key}"
      inputmode="text"
      autocomplete="off"
      spellcheck="false"
      maxlength="24"
      placeholder="${now === null ? 'not observed' : now.toFixed(decimals)}"
      aria-describedby="words-${key} error-${key}"
    />
    <button type="button" class="reset" id="reset-${key}" aria-label="Reset ${title}">Reset</button>
    <p class="words" id="words-${key}">${dynamic.words}</p>
    <p class="error" id="error-${key}"></p>
  </div>`;
}

const HEIGHT = 34;
const WIDTH = 1000;

/** The distribution of a level's history, with its 5, 50 and 95 % quantiles, today, the changes and the assumed level. */
export function levelStrip({ model, assumption, changes }: LevelState): Markup {
  const { density, scale, ticks, now } = model;
  const width = WIDTH / density.length;
  const x = (value: number) => pixel(Math.min(1, Math.max(0, fractionAt(scale, value))) * WIDTH);
  const bars = density
    .map((d, i) =>
      d === 0
        ? ''
        : `M${pixel(i * width)},${HEIGHT}v${pixel(-Math.max(1, d * (HEIGHT - 10)))}h${pixel(width)}V${HEIGHT}Z`,
    )
    .join('');
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="density" d="${bars}" />
    <path class="tick" d="${ticks.map((tick) => `M${x(tick)},${HEIGHT}v-8`).join('')}" />
    ${now !== null && html`<path class="today" d="M${x(now)},${HEIGHT}V6" />`}
    ${changes.map(({ to, move }) => html`<path class="change ${to}" d="M${x(move.needed)},${HEIGHT}V0" />`)}
    ${assumption && html`<path class="assumed" d="M${x(assumption.to)},${HEIGHT}V0" />`}
  </svg>`;
}

/** The level in words, with its value for the inputs. */
export function levelWords({ model, assumption, changes }: LevelState): Markup {
  const { key, now, scale, decimals } = model;
  const value = assumption?.to ?? now;
  const text =
    value === null ? 'Not observed at this date; a level can be set by hand.' : standingText(model, value);
  const carried = ['pe', 'pb', 'dy'].includes(key) && assumption?.how !== 'set';
  return html`<span
      data-how="${assumption?.how ?? 'today'}"
      data-value="${value === null ? '' : value.toFixed(decimals)}"
      data-asked="${assumption?.asked ?? ''}"
      data-position="${value === null ? '' : positionAt(scale, value)}"
      >${text}</span
    >${carried && html` <em>Carried by the Nifty until it is set.</em>`}${changes.map(
      ({ to, move }) =>
        html` <span class="change-text ${to}"
          ><i aria-hidden="true">┃</i> ${to} at
          ${grouped(move.needed, decimals)}${unseen(`, if ${model.title} alone moves`)}.</span
        >`,
    )}${
      assumption !== null &&
      (assumption.to < model.history.min || assumption.to > model.history.max) &&
      html` <strong>Outside its own history:${NO_BREAK}an extrapolation.</strong>`
    }`;
}
