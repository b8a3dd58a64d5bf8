import {
  RECONCILING_EFFECTS,
  type ReconciledPeriod,
  type ReconciledReturns,
} from '../../../backtest/account/reconciliation/effects.ts';
import { EFFECT_TITLES, type LadderEffects } from '../../../backtest/attribution/ladder.ts';
import type { BacktestRun } from '../../../backtest/backtest-run.ts';
import { effectsOfRun, linkedEffects } from '../../../backtest/summary.ts';
import { counted, signed } from '../../../format/numbers.ts';
import { ladderSection } from '../../backtest/ladder-section.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { type Column, table } from '../../page/table.ts';
import { returnText } from '../../performance/figure-text.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/**
 * Part 8: from the benchmark to the rules, by the back-test’s ladder, and from the recorded decisions to the account. The two are
 * never linked into one.
 */
export function attributionPart({ pack: { document, record, backtest }, opens }: PackPages): Markup {
  const { ladder } = document.parts.attribution;
  const { account } = document.parts.outcome;
  const returns = record?.reconciliation?.returns ?? null;
  return part(
    'attribution',
    html`${
        backtest
          ? fromLadder(backtest, opens)
          : html`<section id="no-ladder">
              <h2>From the benchmark to the rules</h2>
              ${ladder.kind === 'missing' && missingBox(ladder)}
            </section>`
      }
      <section id="to-the-account">
        <h2>From the recorded decisions to the account</h2>
        ${
          returns
            ? accountTable(returns, opens)
            : missingBox(
                account.kind === 'missing'
                  ? account
                  : {
                      what: 'The account has fewer than two valuations since the first decision that was followed.',
                      remedy: 'Value it every session.',
                    },
              )
        }
      </section>`,
  );
}

/** Months listed; backtest.json has all. */
const MONTHS = 12;

function fromLadder(run: BacktestRun, opens: Opens): Markup {
  const effects = effectsOfRun(run);
  const last = run.nav.at(-1)!;
  const residual = effects.record - ((last.afterTax ?? last.net) - 1);
  const recent = effects.byPeriod.slice(-MONTHS).toReversed();
  return html`<p class="notice">
      <strong>BACK-TEST, internal, not to be shown to clients.</strong> From ${dateText(run.nav[0]!.date)} to
      ${dateText(last.date)}.
    </p>
    ${ladderSection(
      run,
      { effects, linked: linkedEffects(run, 'ladder'), link: 'ladder', residual },
      (figure, text) => opens(`/parts/attribution/ladder/data/effects${figure}`, text),
    )}
    <section id="ladder-months">
      <h2>The last ${counted(recent.length, 'month')}, effect by effect</h2>
      ${table<LadderEffects['byPeriod'][number]>({
        label: 'Logarithmic effects of the last months, in percent',
        look: 'wide',
        rows: recent,
        columns: [
          { head: 'Until', kind: 'unbroken', cell: (p) => dateText(p.to) },
          ...effects.effects.map((id, j): Column<LadderEffects['byPeriod'][number]> => ({
            head: EFFECT_TITLES[id],
            kind: 'number',
            cell: (p) => signed(100 * p.log[j]!, 2),
          })),
          { head: 'Sum', kind: 'number', cell: (p) => signed(100 * sumOf(p.log), 2) },
        ],
      })}
      <p class="quiet">
        Logarithms in percent, from each fill to the next: a row adds up to the logarithm of the record’s
        growth over the benchmark’s, and a past month never changes.
      </p>
    </section>`;
}

const sumOf = (log: readonly number[]): number => log.reduce((sum, e) => sum + e, 0);

const accountTable = ({ periods, paper, account, log }: ReconciledReturns, opens: Opens): Markup =>
  html`${table<ReconciledPeriod>({
      label: 'From the paper portfolio to the account, by period, logarithms in percent',
      look: 'wide',
      rows: periods.slice(-MONTHS).toReversed(),
      columns: [
        { head: 'Until', kind: 'unbroken', cell: (p) => dateText(p.to) },
        ...RECONCILING_EFFECTS.map(({ title }, j): Column<ReconciledPeriod> => ({
          head: title,
          kind: 'number',
          cell: (p) => signed(100 * p.log[j]!, 2),
        })),
        { head: 'Sum', kind: 'number', cell: (p) => signed(100 * sumOf(p.log), 2) },
      ],
      totals: [
        [
          'All periods',
          ...log.map((e, j) =>
            opens(`/parts/performance/data/reconciliation/returns/log/${j}`, signed(100 * e, 2)),
          ),
          signed(100 * sumOf(log), 2),
        ],
      ],
    })}
    <p class="quiet">
      The paper portfolio, which fills each recorded decision at the next close without charges, returned
      ${returnText(paper)}; the account ${returnText(account)}. Each row adds up to the logarithm of the
      account’s growth over the paper portfolio’s.
    </p>`;
