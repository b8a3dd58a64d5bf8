import type { Regime } from '../../../regimes/regime.ts';
import type { Vote } from '../../../regimes/model/signal-report.ts';
import type { SignalStatus } from '../../../signals/signal.ts';
import { regimeMark } from '../charts/regime-style.ts';
import { REGIME_NAMES } from './names.ts';
import { NONE } from '../../format/numbers.ts';
import { html, type Markup } from './markup.ts';

/** The name of a regime in its colour, preceded by its marker. */
export const regimeLabel = (regime: Regime): Markup =>
  html`<span class="regime ${regime}">${regimeMark(regime)}${REGIME_NAMES[regime]}</span>`;

const VOTES: Readonly<Record<Vote, string>> = { bullish: 'Bullish', neutral: 'Neutral', bearish: 'Bearish' };

/** The vote of a signal; a dash where it has none. */
export const voteText = (vote: Vote | null): string => (vote === null ? NONE : VOTES[vote]);

/** The status of a signal, highlighted unless it is `ok`. */
export const statusMark = (status: SignalStatus): Markup =>
  status === 'ok'
    ? html`<span class="status">ok</span>`
    : html`<strong class="status flagged">${status}</strong>`;
