import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  ASSET_CLASSES,
  type AssetClass,
  PROFILES,
  type ProfileId,
} from '../../../allocations/profile/asset-classes.ts';
import { clientTemplate } from '../../../allocations/profile/client-template.ts';
import { investableMoney, readClient } from '../../../allocations/profile/client-file.ts';
import { QUESTIONNAIRE } from '../../../allocations/profile/questionnaire.ts';
import { profileOfScores, riskProfile } from '../../../allocations/profile/risk-profile.ts';
import { DEFAULT_PROFILE_RULES, profileRules } from '../../../allocations/profile/rules.ts';
import { tacticalPlace } from '../../../allocations/profile/tactical-place.ts';
import { tacticalScore } from '../../../allocations/profile/tactical-score.ts';
import { nearestMove } from '../../../allocations/profile/nearest-change.ts';
import { monthlyEffects } from '../../../allocations/fund-plan/plan-attribution.ts';
import { day } from '../../../src/market/day.ts';
import { describeReference, reference } from '../../reference.ts';

type Classes = Readonly<Record<AssetClass, number>>;

describeReference('profiles, places and attribution of the reference', () => {
  const known = JSON.parse(readFileSync(reference('cases/profile_cases.json'), 'utf8')) as {
    readonly bands: Readonly<
      Record<ProfileId, Readonly<Record<AssetClass, readonly [number, number, number]>>>
    >;
    readonly profiles: readonly {
      readonly ability: number;
      readonly willingness: number;
      readonly points: number;
      readonly profile: ProfileId;
      readonly contradiction: boolean;
    }[];
    readonly places: readonly {
      readonly profile: ProfileId;
      readonly tactical: number;
      readonly crisis: boolean;
      readonly weights: Classes;
      readonly bound: boolean;
    }[];
    readonly attribution: {
      readonly centre: Classes;
      readonly held: Classes;
      readonly index: Classes;
      readonly funds: Classes;
      readonly policy: number;
      readonly tactical: number;
      readonly selection: number;
      readonly total: number;
    };
  };

  it('the default bands are those of the specification', () => {
    for (const id of PROFILES)
      for (const c of ASSET_CLASSES) {
        const { centre, low, high } = DEFAULT_PROFILE_RULES.bands[id][c];
        expect([centre, low, high].map((x) => Number((100 * x).toFixed(9)))).toEqual(known.bands[id][c]);
      }
  });

  it('the lower of ability and willingness decides, and a difference of 40 points is a contradiction', () => {
    for (const { ability, willingness, ...expected } of known.profiles)
      expect(profileOfScores(ability, willingness, DEFAULT_PROFILE_RULES)).toEqual(expected);
  });

  it('every place inside the bands is found, also where the others have no more room', () => {
    for (const { profile, tactical, crisis, weights, bound } of known.places) {
      const place = tacticalPlace(DEFAULT_PROFILE_RULES.bands[profile], tactical, crisis, 0.025);
      for (const c of ASSET_CLASSES) expect(100 * place.weights[c]).toBeCloseTo(weights[c], 9);
      expect(place.limitedBy === 'room').toBe(bound);
    }
  });

  it('a month’s return is policy, tactical and selection', () => {
    const { centre, held, index, funds, policy, tactical, selection, total } = known.attribution;
    const lists = Object.fromEntries(ASSET_CLASSES.map((c) => [c, [index[c]]])) as Record<
      AssetClass,
      number[]
    >;
    const month = monthlyEffects(
      {
        centre,
        classes: lists,
        benchmark: [0],
        funds: ASSET_CLASSES.map((c) => ({
          class: c,
          weight: held[c],
          returns: [funds[c]],
          category: [index[c]],
        })),
      },
      0,
    );
    expect(month.policy).toBeCloseTo(policy, 12);
    expect(month.tactical).toBeCloseTo(tactical, 12);
    expect(month.selection).toBeCloseTo(selection, 12);
    expect(month.portfolio).toBeCloseTo(total, 12);
  });
});

const answersOf = (points: 'least' | 'most'): Record<string, string> =>
  Object.fromEntries(
    QUESTIONNAIRE.map(({ id, answers }) => [id, (points === 'least' ? answers[0] : answers.at(-1))!.id]),
  );
const ANSWERED = day('2021-12-01');

describe('a questionnaire', () => {
  it('scores each kind from 0 to 100 and takes the lower', () => {
    const at = (answers: Record<string, string>) =>
      riskProfile({ answeredOn: ANSWERED, answers }, day('2021-12-31'), DEFAULT_PROFILE_RULES);
    expect(at(answersOf('least'))).toMatchObject({ profile: 'conservative', points: 0 });
    expect(at(answersOf('most'))).toMatchObject({ profile: 'aggressive', points: 100, toHigher: null });
    const bold = at({ ...answersOf('least'), loss: '35', reaction: 'buy', experience: 'over-7' });
    expect(bold).toMatchObject({
      profile: 'conservative',
      willingness: 100,
      contradiction: true,
      decidedBy: 'ability',
    });
    expect(bold.problems[0]!.message).toMatch(/differ by 100 points; the lower counts/);
  });

  it('without an answer, with an unknown one, or of more than a year ago is refused', () => {
    const given =
      (answers: Record<string, string>, asOf = '2021-12-31') =>
      () =>
        riskProfile({ answeredOn: ANSWERED, answers }, day(asOf), DEFAULT_PROFILE_RULES);
    const { age: _, ...without } = answersOf('most');
    expect(given(without)).toThrow(/answers.age: has no answer/);
    expect(given({ ...answersOf('most'), age: '40' })).toThrow(/has the answer "40", which is none/);
    expect(given(answersOf('most'), '2023-01-01')).toThrow(
      /the answers of 01 Dec 2021 lapsed on 01 Dec 2022/,
    );
    expect(given(answersOf('most'), '2021-11-30')).toThrow(/is after the as-of date/);
  });

  it('the file to fill in is itself a valid client, whose reserve and insurance come first', () => {
    const client = readClient(clientTemplate());
    expect(riskProfile(client, day('2021-12-31'), DEFAULT_PROFILE_RULES).profile).toBe('growth');
    expect(investableMoney(client)).toEqual({
      invest: 2_500_000,
      reserve: 160_000,
      insurance: 25_000,
      available: 2_315_000,
    });
  });

  it('with an unknown key or a wrong number is refused with its path', () => {
    expect(() => readClient(`${clientTemplate()}\nmonny: 1`)).toThrow(/monny: unknown key/);
    expect(() => readClient(clientTemplate().replace('invest: 2500000', 'invest: -1'))).toThrow(
      /money\.invest/,
    );
  });
});

describe('places and scores', () => {
  it('always lie inside the bands and sum to 1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROFILES),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.boolean(),
        (profile, score, crisis) => {
          const bands = DEFAULT_PROFILE_RULES.bands[profile];
          const { weights } = tacticalPlace(bands, score, crisis, 0.025);
          for (const c of ASSET_CLASSES) {
            expect(weights[c]).toBeGreaterThanOrEqual(bands[c].low - 1e-12);
            expect(weights[c]).toBeLessThanOrEqual(bands[c].high + 1e-12);
          }
          expect(ASSET_CLASSES.reduce((sum, c) => sum + weights[c], 0)).toBeCloseTo(1, 12);
          if (crisis) expect(weights.equity).toBeLessThanOrEqual(bands.equity.centre);
        },
      ),
    );
  });

  it('bands without a portfolio are refused with the clash', () => {
    const bands = {
      balanced: {
        equity: { low: 0.5, centre: 0.5 },
        debt: { low: 0.45, centre: 0.45, high: 0.6 },
        gold: { centre: 0.05 },
        cash: { low: 0.02, centre: 0 },
      },
    };
    expect(
      profileRules
        .safeParse({ bands })
        .error?.issues.map((i) => i.message)
        .join(),
    ).toMatch(/low ≤ centre ≤ high|lower bounds, which sum to/);
  });

  const signal = (id: string, score: number | null, percentile?: number) => ({
    id,
    score,
    reason: `${id}.`,
    features: percentile === undefined ? [] : [{ name: 'pe_chained', value: 20, unit: '×', percentile }],
  });
  const signals = [
    signal('nifty-valuation', 0.1, 0.3),
    signal('nifty-regression', 0.4),
    signal('nifty-futures', null),
    signal('fii-flows', -0.2),
    signal('india-vix', 0.6),
  ];
  const rules = DEFAULT_PROFILE_RULES;

  it('the tactical score is the mean of the points with a score, P/E alone of valuation', () => {
    const found = tacticalScore(signals as never, rules, 0.4);
    // −(0.3 − 0.5) / 0.4 = 0.5
    expect(found.score).toBeCloseTo((0.5 + 0.4 - 0.2 + 0.6) / 4, 12);
    expect(found.points.map((p) => p.weight)).toEqual([0.25, 0.25, 0, 0.25, 0.25]);
  });

  it('two points, or none of P/E and level, are no score', () => {
    const some = (...ids: string[]) =>
      signals.map((s) => (ids.includes(s.id) ? s : { ...s, score: null, features: [] }));
    expect(tacticalScore(some('nifty-valuation', 'nifty-regression') as never, rules, 0.4)).toMatchObject({
      score: null,
    });
    const others = [
      ...some('fii-flows', 'india-vix').filter((s) => s.id !== 'nifty-futures'),
      signal('nifty-futures', 0.1),
    ];
    expect(tacticalScore(others as never, rules, 0.4).reason).toMatch(/neither the P\/E nor the level/);
  });

  it('the nearest change is enough, and a little less of it is not', () => {
    const score = tacticalScore(signals as never, rules, 0.4);
    const bands = rules.bands.balanced;
    const nearest = nearestMove(bands, score, false, rules)!;
    const point = score.points.find((p) => p.id === nearest.point)!;
    const moveAt = (s: number): number =>
      Math.sign(tacticalPlace(bands, score.score! + point.weight * (s - point.score!), false, 0.025).move);
    expect(moveAt(nearest.scoreNeeded)).not.toBe(moveAt(point.score!));
    expect(moveAt(nearest.scoreNeeded + Math.sign(point.score! - nearest.scoreNeeded) * 0.006)).toBe(
      moveAt(point.score!),
    );
  });
});
