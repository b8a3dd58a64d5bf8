import fc from 'fast-check';
import { addDays, day, type Day, isWeekend, iso } from '../../../../src/market/day.ts';
import type { DailySlice } from '../../../../src/market/stocks/daily-slice.ts';
import { judgeAction, rightsFactor } from '../../../../src/market/stocks/actions/agrees-with-price.ts';
import { ratioWords } from '../../../../src/market/stocks/actions/ratio-words.ts';
import { inWorkplace, type Workplace } from '../../store.fixture.ts';

const LEGACY =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const ACTIONS = 'ISIN,Symbol,ExDate,Action,SharesAfter,SharesBefore,PerShare';
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const DAYS = Array.from({ length: 14 }, (_, i) => addDays(day('2024-07-01'), i)).filter((d) => !isWeekend(d));
const EX = 5;

const nseDate = (d: Day): string => {
  const [year, month, dayOfMonth] = iso(d).split('-');
  return `${dayOfMonth}-${MONTHS[Number(month) - 1]}-${year}`;
};

/** Imports bhavcopies with one stock at these prices, then the actions; returns the slices and their problems. */
async function market(
  { file, take, store }: Workplace,
  prices: readonly number[],
  actions: readonly string[],
  open: (i: number) => number = (i) => prices[i]!,
) {
  const bars = DAYS.map((d, i) =>
    file(
      `cm${nseDate(d).replaceAll('-', '')}bhav.csv`,
      `${LEGACY}\nEXAMPLE,EQ,${open(i).toFixed(2)},${(1.5 * prices[i]!).toFixed(2)},${(prices[i]! / 1.5).toFixed(2)},${prices[i]!.toFixed(2)},1,1,1000,100000,${nseDate(d)},4,INEZZZZ01015,\n`,
    ),
  );
  await take(bars);
  const report = await take([file('actions.csv', `${[ACTIONS, ...actions].join('\n')}\n`)]);
  const stocks = await store.stocks({ from: DAYS[0]!, to: DAYS.at(-1)!, asOf: DAYS.at(-1)! });
  const slices: DailySlice[] = [];
  for await (const slice of stocks.slices()) slices.push(slice);
  return { report, slices, problems: stocks.problems() };
}

const action = (kind: string, after: number | string, before: number | string, perShare = ''): string =>
  `INEZZZZ01015,EXAMPLE,${iso(DAYS[EX]!)},${kind},${after},${before},${perShare}`;

/** Prices that fall by a factor on the ex-date. */
const falling = (factor: number): number[] =>
  DAYS.map((_, i) => 600 * (i < EX ? 1 : factor) * (1 + 0.01 * Math.sin(i)));

/** A ratio that exchanges print: bonuses of 1:2 and more, splits and consolidations. */
const anyAction = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 })).map(([fresh, held]) => ({
    kind: 'bonus',
    after: fresh + held,
    before: held,
  })),
  fc.constantFrom(2, 5, 10).map((n) => ({ kind: 'split', after: n, before: 1 })),
  fc.constantFrom(2, 5, 10).map((n) => ({ kind: 'consolidation', after: 1, before: n })),
);

describe('a corporate action', () => {
  it('is applied without a word if the price moved with it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyAction,
        fc.double({ min: -0.05, max: 0.05, noNaN: true }),
        async ({ kind, after, before }, move) => {
          await inWorkplace(async (at) => {
            const { slices, problems, report } = await market(at, falling((before / after) * (1 + move)), [
              action(kind, after, before),
            ]);
            expect(slices[EX]!.adjustment[0]).toBeCloseTo(before / after, 12);
            expect(problems.filter((p) => /doubtful|step/.test(p.code))).toEqual([]);
            expect(report.problems.map((p) => p.code)).toEqual([]);
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is doubtful and not applied if the price did not move, at import and when prices are read', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyAction,
        fc.double({ min: -0.03, max: 0.03, noNaN: true }),
        async ({ kind, after, before }, move) => {
          await inWorkplace(async (at) => {
            const { slices, problems, report } = await market(at, falling(1 + move), [
              action(kind, after, before),
            ]);
            expect(slices[EX]!.adjustment[0]).toBe(1);
            const doubts = problems.filter((p) => p.code === 'doubtful-action');
            expect(doubts.map((p) => p.about)).toEqual(['EXAMPLE']);
            expect(doubts[0]!.message).toMatch(/not applied/);
            expect(report.problems.map((p) => [p.code, p.about])).toEqual([['doubtful-action', 'EXAMPLE']]);
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('that is doubtful says what was expected and what happened', async () => {
    await inWorkplace(async (at) => {
      const prices = DAYS.map((_, i) => (i < EX ? 603 : 603.72));
      const { problems } = await market(at, prices, [action('bonus', 3, 2)]);
      expect(problems.find((p) => p.code === 'doubtful-action')!.message).toBe(
        'bonus of 08 Jul 2024, 1 new for 2 held: the price moved × 1.001 (603.00 on 05 Jul 2024, 603.72 on 08 Jul 2024), expected × 0.667; the action is not applied.',
      );
    });
  });

  it('with a wrong ratio is applied with a warning if it still fits better than none', async () => {
    await inWorkplace(async (at) => {
      const { slices, problems } = await market(at, falling(1 / 2), [action('bonus', 3, 2)]);
      expect(slices[EX]!.adjustment[0]).toBeCloseTo(2 / 3, 12);
      expect(problems.map((p) => p.code)).toContain('doubtful-action');
    });
  });

  it('that is missing is noticed by the move of the price, of a bonus of 1 for 2 and of 1 for 3 too', async () => {
    for (const factor of [1 / 2, 2 / 3, 3 / 4, 1 / 10])
      await inWorkplace(async (at) => {
        const { problems } = await market(at, falling(factor), [
          `INEZZZZ01015,EXAMPLE,2020-01-01,dividend,,,1`,
        ]);
        expect([factor, problems.map((p) => p.code)]).toEqual([
          factor,
          expect.arrayContaining(['price-step']),
        ]);
      });
  });

  it('in a market that fell is judged against the market', () => {
    const [moved, expected] = [0.87 / 1.0, 1 / 1.1];
    expect(judgeAction({ moved, expected, market: 0.87 })).toBe('not-applied');
    expect(judgeAction({ moved: 0.87 / 1.1, expected, market: 0.87 })).toBe('agrees');
  });
});

describe('a ratio of shares', () => {
  it('is read as the exchange prints it, in capitals or not, and repeated in words', async () => {
    await inWorkplace(async (at) => {
      const { report, slices } = await market(at, falling(2 / 3), [action('Bonus', '1:2', '')]);
      expect(slices[EX]!.adjustment[0]).toBeCloseTo(2 / 3, 12);
      expect(report.files[0]!.problems.map((p) => p.message)).toEqual([
        'share ratios read: 1 (bonus of EXAMPLE on 08 Jul 2024: 1 new for 2 held).',
      ]);
    });
  });

  it('in the wrong direction is rejected with the right one', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const rows = [
        action('bonus', 1, 1),
        action('bonus', 1, 2),
        action('split', 1, 5),
        action('consolidation', 10, 1),
      ];
      const report = await takeOne(file('actions.csv', `${[ACTIONS, ...rows].join('\n')}\n`));
      expect(report.stored).toBe(0);
      expect(report.rejections.map((r) => r.message)).toEqual([
        expect.stringMatching(
          /^a bonus of 1 for 1 is SharesAfter 2, SharesBefore 1 \(what a holding becomes\)/,
        ),
        expect.stringMatching(/^a bonus of 1 for 2 is SharesAfter 3, SharesBefore 2/),
        expect.stringMatching(/a split of 1 share into 5 is SharesAfter 5, SharesBefore 1/),
        expect.stringMatching(/a consolidation of 10 shares into 1 is SharesAfter 1, SharesBefore 10/),
      ]);
    });
  });

  it('of preference shares, or of a security that is not an equity share, is rejected', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const rows = [
        action('bonus of preference shares', 2, 1),
        `INEZZZZ03011,EXAMPLE,2024-07-08,bonus,2,1,`,
        `INEZZZZ01015,EXAMPLE,2024-07-08,merger,2,1,`,
      ];
      const report = await takeOne(file('actions.csv', `${[ACTIONS, ...rows].join('\n')}\n`));
      expect(report.rejections.map((r) => r.reason)).toEqual([
        'not of equity shares',
        'not an equity share',
        'unknown action',
      ]);
    });
  });

  it('is worded as new for held, or as what a share becomes', () => {
    expect([
      ratioWords('bonus', 1.5),
      ratioWords('bonus', 2),
      ratioWords('rights', 16 / 15),
      ratioWords('split', 5),
      ratioWords('consolidation', 0.1),
    ]).toEqual(['1 new for 2 held', '1 new for 1 held', '1 new for 15 held', '1 into 5', '10 into 1']);
  });
});

describe('a rights issue or demerger', () => {
  it('takes its value out of the price before, so that the day has an ordinary return', async () => {
    // Theoretical ex-rights price: (15 · 600 + 1 · 300) ÷ 16 = 581.25.
    expect(600 * rightsFactor(600, 16 / 15, 300)).toBeCloseTo(581.25, 10);
    await inWorkplace(async (at) => {
      const prices = DAYS.map((_, i) => (i < EX ? 600 : 581.25));
      const { slices } = await market(at, prices, [action('rights', 16, 15, '300')]);
      expect(600 * slices[EX]!.adjustment[0]!).toBeCloseTo(581.25, 10);
    });
  });

  it('uses the value given, or else the fall from the last close to the opening price that the exchange discovers', async () => {
    const prices = DAYS.map((_, i) => (i < EX ? 400 : 350));
    for (const [perShare, remaining] of [
      ['60', 340],
      ['', 346],
    ] as const)
      await inWorkplace(async (at) => {
        const { slices, report } = await market(at, prices, [action('Demerger', '', '', perShare)], (i) =>
          i === EX ? 346 : prices[i]!,
        );
        expect(report.stored).toBe(1);
        expect(400 * slices[EX]!.adjustment[0]!).toBeCloseTo(remaining, 10);
      });
  });

  it('that contradicts the price is not applied, and says so', async () => {
    await inWorkplace(async (at) => {
      const prices = DAYS.map(() => 400);
      const { slices, problems } = await market(at, prices, [action('demerger', '', '', '150')]);
      expect(slices[EX]!.adjustment[0]).toBe(1);
      expect(problems.map((p) => p.code)).toContain('doubtful-action');
    });
  });

  it('of a right at a price above the market takes out nothing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        (price, ratio) => {
          expect(rightsFactor(price, ratio, price * 1.2)).toBe(1);
          expect(rightsFactor(price, ratio, 0)).toBeCloseTo(1 / ratio, 12);
        },
      ),
    );
  });
});
