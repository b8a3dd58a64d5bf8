import { renderReport } from '../../../src/report/decision/page.ts';
import { buildReportModel, type ReportInput } from '../../../src/report/decision/model.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { hashRuleBook } from '../../../src/rulebook/show.ts';
import { evidenceOver } from '../validation/result.fixture.ts';
import { decision, input } from './march-2020.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { STATES, whatIf, withDecision } from './states.fixture.ts';

const render = (of: ReportInput): string => renderReport(buildReportModel(of));
describe.each(Object.entries(STATES))('A report of %s', (_name, state) => {
  mustStandAsAPage(() => render(state));
});

describe('The report', () => {
  const page = render(input);

  test('folds the many files of single companies into their number', () => {
    const files = Array.from({ length: 24 }, (_, i) => ({ name: `cm${i}bhav.csv`, sha256: 'ab'.repeat(32) }));
    const shares = { series: 'stocks', kind: 'stock-bar', rows: 9000, sources: ['nse'], files } as const;
    const vintage = [{ ...shares, first: '2018-01-01', last: '2020-03-31' }];
    const record = words(render(withDecision({ vintage })).split('<section id="record"')[1]!);
    expect(record).toContain(
      'Single companies stock prices 01 Jan 2018 31 Mar 2020 9,000 24 files, listed in decision.json',
    );
    expect(record).not.toContain('cm1bhav.csv');
  });

  test('puts the call, its reasons and what would change it on the decision page', () => {
    const [, body] = page.split('<section id="decision"');
    const first = words(body!.split('<section id="history"')[0]!);
    expect(first).toContain('Regime and allocation, 31 Mar 2020');
    expect(first).toContain('Bearish');
    expect(first).toContain('S has fallen by 0.14, from −0.25 to −0.40.');
    expect(first).toContain(
      'Labels from scores of this size agreed with the later-dated phase, bear or not, in 79 % of 100 months (95 % interval 70 to 86 %).',
    );
    expect(first).toContain('From bearish to consolidation, S would have to rise by 0.35, to −0.05.');
    expect(first).toContain('Nifty 50 close at 11,802.68 (+37.3 %, from 8,597.75)');
    expect(first).toContain('₹ 55.56 crore');
    expect(first).toContain('Sign-off');
  });

  test('says nothing of how such calls fared where too few are dated', () => {
    const { confidence } = decision.regime;
    const early = { ...decision.regime, confidence: { ...confidence!, calibrated: null } };
    expect(words(render(withDecision({ regime: early })))).not.toContain('later-dated phase, bear or not');
  });

  test('marks a simulated market on the screen, in the title and on every printed page', () => {
    const simulated = render(withDecision({ simulated: true }));
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(simulated).toMatch(/<p class="simulated">/);
    expect(simulated).toMatch(/@bottom-left \{ content: "SIMULATED/);
    expect(page).not.toContain('SIMULATED');
  });

  test('shows the model’s own label beside an override, with author, reason and end', () => {
    const overridden = words(render(STATES['an override']!));
    expect(overridden).toContain('By override. The model’s own label: Bearish.');
    expect(overridden).toContain('A. Member set the label to consolidation from 01 Mar 2020 to 31 May 2020.');
    expect(overridden).toContain('The committee waits for the April data.');
    // Confidence is never told as if it were in the label that was set by hand.
    expect(overridden).toContain('moderate confidence in the model’s label; 70 % of the weight agrees');
    expect(overridden).toContain('Confidence in the model’s label, bearish, is moderate.');
  });

  describe('says how the rules were chosen', () => {
    const method = (of: ReportInput) => words(render(of).split('<section id="method"')[1]!);
    const byDefault = {
      manifest: { ...decision.manifest, rulebook: hashRuleBook(DEFAULT_RULE_BOOK) },
    };
    const OWN = 'The rule book of this run is not the default; how it was chosen is not known here.';
    const SIMULATED = 'The simulated market had no part in the choice.';

    test.each([
      ['the default rules', byDefault, false, false],
      ['rules of its own', {}, true, false],
      ['the default rules on the simulated market', { ...byDefault, simulated: true }, false, true],
      ['rules of its own on the simulated market', { simulated: true }, true, true],
    ])('under %s', (_name, change, own, simulated) => {
      const text = method(withDecision(change));
      expect(text).toContain('The default rules were chosen on the Indian market of 2000 to 2025');
      expect([text.includes(OWN), text.includes(SIMULATED)]).toEqual([own, simulated]);
    });

    test('and what speaks against a tilt by the record in the report, or else of what it was measured', () => {
      expect(method(input)).toContain('Measured on 2000–2021 for the default rules: value did best');
      const evidence = evidenceOver(96);
      const onRecord = method({ ...input, evidence });
      expect(onRecord).toContain(
        'The record in this report speaks against tilts of the bouquets: Value, heavier in bullish markets.',
      );
      expect(onRecord).not.toContain('2000–2021');
      expect(method({ ...input, evidence: { ...evidence, tilts: [] } })).toContain(
        'speaks against none of the bouquets’ tilts',
      );
    });
  });

  test('marks index histories that are the vendor’s own back-test', () => {
    expect(words(page)).toMatch(/INDEX OF MOMENTUM, total return ‡/);
    expect(words(page)).toMatch(/INDEX OF QUALITY, total return †/);
  });

  test('keeps text from data as text, wherever data has text', () => {
    mustKeepTextAsText((next) =>
      render({
        ...input,
        whatIf: { ...whatIf, set: [{ kind: 'rule', path: next(), from: next(), to: next() }] },
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
            before: { kind: 'portfolio', file: next(), sha256: next(), value: 1 },
            binding: [next()],
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
