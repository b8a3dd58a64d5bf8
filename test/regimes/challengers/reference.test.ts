import { readdirSync } from 'node:fs';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import { paganSossounov } from '../../../regimes/dating/pagan-sossounov.ts';
import { phasesBetween } from '../../../regimes/dating/turning-points.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { DEFAULT_REGIME_RULES } from '../../../regimes/rules.ts';
import { INITIAL_REGIME, walkTape } from '../../../regimes/walk.ts';
import { layTape } from '../../../signals/tape.ts';
import { day, monthOf } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { describeReference, reference } from '../../reference.ts';
import { storeOf } from '../../temp-store.ts';

/** Cohen's κ of two yes-or-no judgements of the same months. */
function kappa(a: readonly boolean[], b: readonly boolean[]): number {
  const share = (yes: (i: number) => boolean) => a.filter((_, i) => yes(i)).length / a.length;
  const [pa, pb] = [share((i) => a[i]!), share((i) => b[i]!)];
  const expected = pa * pb + (1 - pa) * (1 - pb);
  return (share((i) => a[i] === b[i]) - expected) / (1 - expected);
}

describeReference('the challengers on the real series, 2000-01 to 2021-06', () => {
  test('probe', async () => {
    const gsec = readdirSync(reference('data/gsec')).filter((f) => f.startsWith('India'));
    const temp = await storeOf([
      reference('data/us-vix/VIX_History.csv'),
      reference('data/india-vix'),
      reference('data/nifty50'),
      ...gsec.map((f) => reference('data/gsec', f)),
    ]);
    const signals = signalsOf(DEFAULT_RULE_BOOK);
    const market = await temp.store.load(signals.flatMap((s) => s.series));
    await temp.remove();
    const tape = layTape(market.view(day('2021-12-31')));
    const months = tape.monthEnds;
    const calls = walkTape(tape, signals, DEFAULT_REGIME_RULES, months, INITIAL_REGIME);
    const phases = phasesBetween(paganSossounov(months.map((s) => tape.closes[s]!)), months.length);
    const inside = months.map((s) => monthOf(tape.sessions[s]!)).map((m) => m >= '2000-01' && m <= '2021-06');
    const compare = (labels: readonly (Regime | null)[]) => {
      const at = labels.map((l, i) => (inside[i] ? i : -1)).filter((i) => i >= 0);
      const bears = at.map((i) => labels[i] === 'bearish');
      return {
        n: at.length,
        nulls: at.filter((i) => labels[i] === null).length,
        bears: bears.filter(Boolean).length,
        switches: at.slice(1).filter((i) => labels[i] !== labels[i - 1]).length,
        kappa: kappa(
          bears,
          at.map((i) => phases[i] === 'bear'),
        ),
      };
    };
    console.log('trrm', compare(calls.map((c) => c.regime)));
    for (const c of CHALLENGERS) {
      const t = performance.now();
      const labels = c.label({ tape, months, calls });
      console.log(c.id, performance.now() - t, compare(labels));
    }
  });
});
