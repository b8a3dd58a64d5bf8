import { renderFactorValidation } from '../../../src/report/factor-research/page.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { validation, RESEARCH_STATES } from './result.fixture.ts';

describe.each(Object.entries(RESEARCH_STATES))('The factor validation page of %s', (_name, state) => {
  mustStandAsAPage(() => renderFactorValidation(state));
});

const section = (page: string, id: string): string =>
  words(new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)![0]);

describe('The factor validation page', () => {
  const page = renderFactorValidation(validation);
  const [sleeve, index] = validation.factors;

  test('states that it is a back-test, and whether the market is simulated', () => {
    expect(section(page, 'summary')).toContain(
      'Back-test. The rules are evaluated on history that was available',
    );
    expect(page).not.toContain('SIMULATED');
    const simulated = renderFactorValidation({ ...validation, simulated: true });
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(section(simulated, 'summary')).toContain('Back-test on a simulated market.');
  });

  test('prints the verdict on each factor', () => {
    for (const { title, results } of validation.factors)
      expect(section(page, 'summary')).toContain(`${title}. ${results.verdict.summary}`);
  });

  test('warns if alphas have different market benchmarks', () => {
    expect(section(page, 'alpha')).toContain('compare only alphas with the same benchmark');
    const alone = renderFactorValidation({ ...validation, factors: [sleeve!] });
    expect(section(alone, 'alpha')).not.toContain('same benchmark');
  });

  test('shows a sleeve’s ages, halves, variants and costs, and an index’s launch', () => {
    expect(section(page, 'decay')).toContain('Months 13 to 18');
    expect(section(page, 'replication')).toContain('Smaller half');
    expect(section(page, 'multiple-testing')).toContain('25 names');
    expect(section(page, 'costs')).toContain('77 %');
    expect(section(page, 'launch')).toContain('01 Jun 2012');
    expect(index!.results.costs).toBeNull();
    expect(sleeve!.results.launch).toBeNull();
    const alone = renderFactorValidation({ ...validation, factors: [index!] });
    expect(alone).not.toMatch(/id="costs"|href="#costs"/);
  });

  test('draws alphas that are partly a vendor’s back-test as hollow dots', () => {
    const chart = /<svg[^>]*aria-labelledby="alpha-chart-wide.*?<\/svg>/s.exec(page)![0];
    expect(
      chart.match(/<g data-mark="dot" fill="var\(--paper\)"|<path [^>]*fill="var\(--paper\)"/g),
    ).toHaveLength(1);
  });

  test('breaks the line of rolling alpha at missing months', () => {
    const gapped = {
      ...index!,
      results: {
        ...index!.results,
        rolling: index!.results.rolling.map((r) => ({ ...r, windows: r.windows.toSpliced(20, 30) })),
      },
    };
    const pathOf = (html: string) =>
      /aria-labelledby="rolling-an-index-wide.*?<g data-mark="line"[^>]*>.*?<path d="([^"]*)"/s.exec(
        html,
      )![1]!;
    expect(pathOf(renderFactorValidation({ ...validation, factors: [index!] })).match(/M/g)).toHaveLength(1);
    expect(pathOf(renderFactorValidation({ ...validation, factors: [gapped] })).match(/M/g)).toHaveLength(2);
  });

  test('escapes all text from data', () => {
    mustKeepTextAsText((next) =>
      renderFactorValidation({
        ...validation,
        riskFreeRate: next(),
        costs: next(),
        factors: validation.factors.map((f) => ({ ...f, title: next(), benchmark: next() })),
        problems: [{ severity: 'note', code: next(), about: next(), message: next(), remedy: next() }],
      }),
    );
  });
});
