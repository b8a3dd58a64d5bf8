import { renderReport } from '../../../src/report/decision/page.ts';
import { buildReportModel, type ReportInput } from '../../../src/report/decision/page-model.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { hashRuleBook } from '../../../src/rulebook/show.ts';
import { validationOver } from '../validation/result.fixture.ts';
import { decision, input } from './march-2020.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { STATES, withDecision } from './states.fixture.ts';

const render = (of: ReportInput): string => renderReport(buildReportModel(of));
describe.each(Object.entries(STATES))('A report of %s', (_name, state) => {
  mustStandAsAPage(() => render(state));
});

describe('The report', () => {
  const page = render(input);

  test('summarises the many files of stock-level data by their number', () => {
    const files = Array.from({ length: 24 }, (_, i) => ({ name: `cm${i}bhav.csv`, sha256: 'ab'.repeat(32) }));
    const shares = { series: 'stocks', kind: 'stock-bar', rows: 9000, sources: ['nse'], files } as const;
    const vintage = [{ ...shares, first: '2018-01-01', last: '2020-03-31' }];
    const audit = words(render(withDecision({ vintage })).split('<section id="audit"')[1]!);
    expect(audit).toContain(
      'Stock-level data stock prices 01 Jan 2018 31 Mar 2020 9,000 24 files, listed in decision.json',
    );
    expect(audit).not.toContain('cm1bhav.csv');
  });

  test('has the call, its reasons and the nearest change on the front page', () => {
    const [, body] = page.split('<section id="decision"');
    const first = words(body!.split('<section id="history"')[0]!);
    expect(first).toContain('Regime and allocation, 31 Mar 2020');
    expect(first).toContain('Bearish');
    expect(first).toContain('S fell by 0.14, from −0.25 to −0.40.');
    expect(first).toContain(
      'Past calls with scores of this size agreed with the market phase dated afterwards (bear or not) in 79 % of 100 months (95 % interval 70 to 86 %).',
    );
    expect(first).toContain(
      'To change from bearish to consolidation, S would need to rise by 0.35, to −0.05.',
    );
    expect(first).toContain('Nifty 50 close at 11,802.68 (+37.3 %, from 8,597.75)');
    expect(first).toContain('₹ 55.56 crore');
    expect(first).toContain('Sign-off');
  });

  test('flags a doubtful signal on the front page, with the size of its effect on S', () => {
    const message =
      'Nifty valuation is doubtful: Nifty 50 P/B jumps from 4.39 on 31 May 2021 to 2.72 on 01 Jun 2021. S is +0.3249 as published and +0.2334 with the jump chained away: an effect of +0.0914; the regime is the same.';
    const regime = { ...decision.regime, alerts: [{ code: 'doubtful-signal', message }] };
    const signals = decision.signals.map((s) =>
      s.id === 'nifty-valuation' ? { ...s, status: 'doubtful' as const } : s,
    );
    const [, body] = render(withDecision({ regime, signals })).split('<section id="decision"');
    const first = body!.split('<section id="history"')[0]!;
    expect(words(first)).toContain(message);
    expect(first).toMatch(/<strong class="status flagged">doubtful<\/strong>/);
  });

  test('omits the track record of similar calls if too few are dated', () => {
    const { confidence } = decision.regime;
    const early = { ...decision.regime, confidence: { ...confidence!, calibrated: null } };
    expect(words(render(withDecision({ regime: early })))).not.toContain('market phase dated afterwards');
  });

  test('marks a simulated market on the screen, in the title and on every printed page', () => {
    const simulated = render(withDecision({ simulated: true }));
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(simulated).toMatch(/<p class="simulated">/);
    expect(simulated).toMatch(/@bottom-left \{ content: "SIMULATED/);
    expect(page).not.toContain('SIMULATED');
  });

  test('shows the model regime beside an override, with author, reason and expiry', () => {
    const overridden = words(render(STATES['an override']!));
    expect(overridden).toContain('Set by override. Model regime: Bearish.');
    expect(overridden).toContain(
      'A. Member set the regime to consolidation from 01 Mar 2020 to 31 May 2020.',
    );
    expect(overridden).toContain('The committee waits for the April data.');
    // Confidence refers to the model regime, not to the regime set by hand.
    expect(overridden).toContain(
      'moderate confidence in the model regime; votes by weight: bullish 30 %, neutral 0 %, bearish 70 %',
    );
    expect(overridden).toContain('Confidence in the model regime, bearish, is moderate.');
  });

  describe('states how the rules were selected', () => {
    const method = (of: ReportInput) => words(render(of).split('<section id="method"')[1]!);
    const byDefault = {
      manifest: { ...decision.manifest, rulebook: hashRuleBook(DEFAULT_RULE_BOOK) },
    };
    const OWN = 'This run does not use the default rule book; how its rules were selected is not known.';
    const SIMULATED = 'The simulated market was not used in the selection.';

    test.each([
      ['the default rules', byDefault, false, false],
      ['other rules', {}, true, false],
      ['the default rules on the simulated market', { ...byDefault, simulated: true }, false, true],
      ['other rules on the simulated market', { simulated: true }, true, true],
    ])('under %s', (_name, change, own, simulated) => {
      const text = method(withDecision(change));
      expect(text).toContain('The default rules were selected on Indian market data from 2000 to 2025');
      expect([text.includes(OWN), text.includes(SIMULATED)]).toEqual([own, simulated]);
    });

    test('and which tilts are contradicted, by the validation in the report or by earlier measurements', () => {
      expect(method(input)).toContain('Measured on 2000–2021 for the default rules: value performed best');
      const evidence = validationOver(96);
      const onRecord = method({ ...input, validation: evidence });
      expect(onRecord).toContain(
        'The validation in this report contradicts tilts of the bouquets: Value, heavier in bullish markets.',
      );
      expect(onRecord).not.toContain('2000–2021');
      expect(method({ ...input, validation: { ...evidence, tilts: [] } })).toContain(
        'contradicts none of the bouquets’ tilts',
      );
    });
  });

  test('flags index histories that are the vendor’s back-test', () => {
    expect(words(page)).toMatch(/INDEX OF MOMENTUM, total return ‡/);
    expect(words(page)).toMatch(/INDEX OF QUALITY, total return †/);
  });

  test('escapes all text from data', () => {
    mustKeepTextAsText((next) =>
      render({
        ...input,
        decision: {
          ...decision,
          signals: decision.signals.map((s) => ({
            ...s,
            title: next(),
            reason: next(),
            features: s.features.map((f) => ({ ...f, name: next(), unit: next() })),
          })),
          regime: {
            ...decision.regime,
            alerts: [{ code: 'crisis', message: next() }],
            breaks: [{ series: next(), on: '2021-03-31', factor: 1, reason: next() }],
            confidence: { level: 'low', agreement: 0, calibrated: null, basis: next() },
            override: {
              regime: 'bullish',
              from: '2020-03-01',
              expires: '2020-05-31',
              reason: next(),
              author: next(),
            },
          },
          allocation: {
            ...decision.allocation,
            openingSource: { kind: 'portfolio', file: next(), sha256: next(), value: 1 },
            bindingConstraints: [next()],
            sleeves: decision.allocation.sleeves.map((s) => ({
              ...s,
              instrument:
                s.instrument?.kind === 'index' ? { ...s.instrument, indexName: next() } : s.instrument,
            })),
          },
          vintage: decision.vintage.map((v) => ({
            ...v,
            series: next(),
            files: [{ name: next(), sha256: next() }],
          })),
          manifest: { ...decision.manifest, rulebook: next() },
          problems: [{ severity: 'error', code: next(), about: next(), message: next(), remedy: next() }],
        },
      }),
    );
  });
});
