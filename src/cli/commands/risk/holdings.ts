import type { Problem } from '../../../market/problem.ts';
import { type Benchmark, fixedBenchmark, MODEL_MARKET } from '../../../risk/portfolio/benchmark.ts';
import type { Issuer } from '../../../market/stocks/daily-slice.ts';
import { readHoldings } from '../../../risk/portfolio/holdings-file.ts';
import type { Holding } from '../../../risk/portfolio/portfolio-risk.ts';
import { BENCHMARK, PORTFOLIO, readText } from '../../../market/files/read-text.ts';

/** A stock portfolio and its benchmark: a file, or the model's market portfolio. */
export function readAgainstBenchmark(
  file: string,
  benchmark: string | undefined,
  issuers: readonly Issuer[],
): {
  readonly holdings: readonly Holding[];
  readonly benchmark: Benchmark;
  readonly problems: readonly Problem[];
} {
  const held = readHoldings(readText(file, PORTFOLIO), file, issuers);
  if (benchmark === undefined) return { ...held, benchmark: MODEL_MARKET };
  const against = readHoldings(readText(benchmark, BENCHMARK), benchmark, issuers);
  return {
    holdings: held.holdings,
    benchmark: fixedBenchmark(benchmark, against.holdings),
    problems: [...held.problems, ...against.problems],
  };
}
