import type { FollowedSwitch, LastDecision, ShownChange } from '../../../pack/outcome/last-decision.ts';
import { LOOKED_BACK } from '../../../decision/ledger/decisions-before.ts';
import { type ResolutionEntry, resolvedOn } from '../../../decision/ledger/entries/attached-entry.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { firstFew } from '../../../format/words.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import { SIGNAL_NAMES } from '../../page/names.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import { returnText } from '../../performance/figure-text.ts';
import { outcomeSection } from '../../record/outcome-section.ts';
import { reconciliationSection } from '../../record/reconciliation-section.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';
import { OUTCOMES } from './decision.ts';

/** Part 2: the last recorded decision, what was resolved on it, what followed on paper and in the account. */
export function outcomePart({ pack: { document, record }, opens }: PackPages): Markup {
  const { last, resolution, account } = document.parts.outcome;
  return part(
    'outcome',
    html`${last.kind === 'missing' ? missingBox(last) : onPaper(last.data, resolution, opens)}
    ${
      record?.reconciliation
        ? html`${record.outcome && outcomeSection(record.outcome, 'In the account')}
          ${reconciliationSection(record.reconciliation, last.kind === 'missing')}`
        : html`<section id="no-account">
            <h2>In the account</h2>
            ${account.kind === 'missing' && missingBox(account)}
          </section>`
    }`,
  );
}

const LAST = '/parts/outcome/last/data';

function onPaper(d: LastDecision, resolution: ResolutionEntry | null, opens: Opens): Markup {
  const beyond = d.band !== null && Math.abs(d.own) > 2 * d.band;
  return html`<p>
      Ledger entry ${d.entry}, as of ${dateText(d.asOf)}. ${resolutionText(resolution)} On paper its weights
      were filled at the close of ${dateText(d.filled)} and left alone until ${dateText(d.until)},
      ${counted(d.sessions, 'session')}.
    </p>
    <section id="followed">
      <h2>Then and now</h2>
      ${terms([
        [
          'Return on paper',
          html`${opens(`${LAST}/own`, returnText(d.own))}; Nifty 50
          ${opens(`${LAST}/nifty`, returnText(d.nifty))}${
            d.band !== null &&
            html`; one standard deviation by the forecast
            ${opens(`${LAST}/band`, `± ${fractionAsPercent(d.band, 1)}`)}${beyond && ': more than two of them'}`
          }`,
        ],
        ['Regime', html`${regimeLabel(d.regimes.before)} then, ${regimeLabel(d.regimes.now)} now`],
        ['Score S', `${scoreOf(d.scores.before)} then, ${scoreOf(d.scores.now)} now`],
        [
          'Orders planned',
          d.orders === null
            ? 'none: the run had no portfolio file'
            : `${counted(d.orders.count, 'order')}: ${rupeesInWords(d.orders.bought)} bought, ${rupeesInWords(d.orders.sold)} sold; charges, impact and tax ${rupeesInWords(d.orders.cost)}`,
        ],
        [
          'Hedge',
          d.hedge === null
            ? 'no futures'
            : `${counted(d.hedge.lots, 'lot')}, notional ${rupeesInWords(d.hedge.notional)}: ${rupeesInWords(d.hedge.result)} by the move of the Nifty less its cost; basis and roll left out`,
        ],
      ])}
      ${d.unpriced.length > 0 && html`<p class="quiet">Without a level, and so taken as unchanged: ${firstFew(d.unpriced)}.</p>`}
    </section>
    ${d.changes.length > 0 && changesSection(d)} ${switchSection(d, opens)}`;
}

const scoreOf = (s: number | null): string => orNone(s, (x) => signed(x, 2));

const resolutionText = (resolution: ResolutionEntry | null): string =>
  resolution
    ? `The committee resolved on ${dateText(resolvedOn(resolution))}: ${OUTCOMES[resolution.payload.outcome]}${resolution.payload.dissent === '' ? '' : `; dissent: ${resolution.payload.dissent.replace(/\.$/, '')}`}.`
    : 'No resolution on it is recorded.';

function changesSection({ changes, regimes }: LastDecision): Markup {
  const happened = regimes.before !== regimes.now;
  return html`<section id="shown-changes">
    <h2>Changes of regime that were shown as possible</h2>
    <p>
      ${
        happened
          ? html`The regime has changed to ${regimeLabel(regimes.now)} since.`
          : 'The regime has not changed since.'
      }
    </p>
    ${table<ShownChange>({
      label: 'Changes of regime that the last decision showed as possible',
      rows: changes,
      columns: [
        { head: 'Signal alone', cell: (c) => SIGNAL_NAMES[c.signal as keyof typeof SIGNAL_NAMES] },
        { head: 'To', cell: (c) => regimeLabel(c.to) },
        { head: 'Score then', kind: 'number', cell: (c) => signed(c.scoreThen, 2) },
        { head: 'Needed', kind: 'number', cell: (c) => signed(c.scoreNeeded, 2) },
        { head: 'Score now', kind: 'number', cell: (c) => scoreOf(c.scoreNow) },
        { head: 'Reached', cell: (c) => (c.isReached ? 'yes' : 'no') },
      ],
    })}
  </section>`;
}

/** A switch with what all of them up to it have added, linked. */
interface LinkedSwitch extends FollowedSwitch {
  readonly total: number | null;
}

function linked(switches: readonly FollowedSwitch[]): LinkedSwitch[] {
  let growth = 1;
  return switches.map((s) => {
    if (s.outcome) growth *= 1 + s.outcome.gain;
    return { ...s, total: s.outcome && growth - 1 };
  });
}

const gainOf = (switches: readonly FollowedSwitch[]): number | null =>
  linked(switches).findLast(({ total }) => total !== null)?.total ?? null;

function switchSection({ switches, switchedTotal }: LastDecision, opens: Opens): Markup {
  const shown = switches.slice(-LOOKED_BACK);
  const isAll = shown.length === switches.length;
  const all =
    switches.length === 1 ? 'The decision of the ledger' : `All ${switches.length} of the ledger, linked`;
  const total = (name: string, gain: Piece): readonly Piece[] => [name, '', '', '', '', '', gain, ''];
  return html`<section id="switches">
    <h2>
      Switching against keeping${!isAll && `: the last ${shown.length} of ${switches.length} decisions`}
    </h2>
    ${table<LinkedSwitch>({
      label: 'Each recorded decision against keeping what was held',
      rows: linked(switches).slice(-LOOKED_BACK).toReversed(),
      columns: [
        { head: 'Entry', cell: (s) => grouped(s.entry, 0) },
        { head: 'Decided', kind: 'unbroken', cell: (s) => dateText(s.asOf) },
        { head: 'Until', kind: 'unbroken', cell: (s) => dateText(s.until) },
        { head: 'Decided weights', kind: 'number', cell: (s) => returnText(s.outcome?.decided ?? null) },
        { head: 'Kept', kind: 'number', cell: (s) => returnText(s.outcome?.kept ?? null) },
        {
          head: 'Planned cost',
          kind: 'number',
          cell: (s) => orNone(s.outcome?.cost, (c) => fractionAsPercent(c, 2)),
        },
        {
          head: 'Switch added',
          kind: 'number',
          cell: (s) =>
            opens(
              `${LAST}/switches/${switches.findIndex((x) => x.entry === s.entry)}/outcome/gain`,
              returnText(s.outcome?.gain ?? null),
            ),
        },
        { head: 'Added so far', kind: 'number', cell: (s) => returnText(s.total) },
      ],
      totals: [
        ...(isAll ? [] : [total(`These ${shown.length}, linked`, returnText(gainOf(shown)))]),
        total(all, switchedTotal === null ? NONE : opens(`${LAST}/switchedTotal`, returnText(switchedTotal))),
      ],
    })}
    <p class="quiet">
      On paper, from each decision’s fill to the next: the decided weights, the opening holdings left alone,
      and the difference after planned charges and tax, where the run had a portfolio. Added so far: of every
      decision from the first of the ledger on${!isAll && ', those not shown included'}. A model, not to be
      shown to clients.
    </p>
  </section>`;
}
