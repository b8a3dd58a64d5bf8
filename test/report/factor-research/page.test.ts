import { renderResearch } from '../../../src/report/factor-research/page.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { record, RESEARCH_STATES } from './result.fixture.ts';

describe.each(Object.entries(RESEARCH_STATES))('The page of research on %s', (_name, state) => {
  mustStandAsAPage(() => renderResearch(state));
});

const section = (page: string, id: string): string =>
  words(new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)![0]);

describe('The page of research', () => {
  const page = renderResearch(record);
  const [sleeve, index] = record.factors;

  test('says in plain sight that it is a back-test, and of which market', () => {
    expect(section(page, 'summary')).toContain('Back-test. Rules are judged on history that could be seen');
    expect(page).not.toContain('SIMULATED');
    const simulated = renderResearch({ ...record, simulated: true });
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(section(simulated, 'summary')).toContain('Back-test on a simulated market.');
  });

  test('has each verdict in the words of the record', () => {
    for (const { title, research } of record.factors)
      expect(section(page, 'summary')).toContain(`${title}. ${research.verdict.words}`);
  });

  test('says at the alphas that not all are against the same, where they are not', () => {
    expect(section(page, 'alpha')).toContain('only alphas that are can be set side by side');
    const alone = renderResearch({ ...record, factors: [sleeve!] });
    expect(section(alone, 'alpha')).not.toContain('side by side');
  });

  test('shows a sleeve’s ages, halves, variants and costs, and an index’s launch', () => {
    expect(section(page, 'decay')).toContain('Months 13 to 18');
    expect(section(page, 'replication')).toContain('Smaller half');
    expect(section(page, 'search')).toContain('25 names');
    expect(section(page, 'costs')).toContain('77 %');
    expect(section(page, 'launch')).toContain('01 Jun 2012');
    expect(index!.research.costs).toBeNull();
    expect(sleeve!.research.launch).toBeNull();
    const alone = renderResearch({ ...record, factors: [index!] });
    expect(alone).not.toMatch(/id="costs"|href="#costs"/);
  });

  test('marks what is partly a maker’s back-test, hollow in the drawing', () => {
    const chart = /<svg[^>]*aria-labelledby="alpha-chart-wide.*?<\/svg>/s.exec(page)![0];
    expect(
      chart.match(/<g aria-label="dot" fill="var\(--paper\)"|<path [^>]*fill="var\(--paper\)"/g),
    ).toHaveLength(1);
  });

  test('breaks the line of rolling alpha where months are missing', () => {
    const gapped = {
      ...index!,
      research: {
        ...index!.research,
        rolling: index!.research.rolling.map((r) => ({ ...r, windows: r.windows.toSpliced(20, 30) })),
      },
    };
    const pathOf = (html: string) =>
      /aria-labelledby="rolling-an-index-wide.*?<g aria-label="line"[^>]*>.*?<path d="([^"]*)"/s.exec(
        html,
      )![1]!;
    expect(pathOf(renderResearch({ ...record, factors: [index!] })).match(/M/g)).toHaveLength(1);
    expect(pathOf(renderResearch({ ...record, factors: [gapped] })).match(/M/g)).toHaveLength(2);
  });

  test('keeps text from data as text', () => {
    mustKeepTextAsText((next) =>
      renderResearch({
        ...record,
        riskless: next(),
        costs: next(),
        factors: record.factors.map((f) => ({ ...f, title: next(), against: next() })),
        problems: [{ severity: 'note', code: next(), about: next(), message: next(), remedy: next() }],
      }),
    );
  });
});
