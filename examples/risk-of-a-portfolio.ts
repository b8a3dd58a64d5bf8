// Total and active risk of a portfolio of stocks by ISIN, its largest factor contributions, and where its return came from.
import { attributeReturn, isCovered, readRiskModel, riskOf } from 'trrm/risk';

const demo = process.argv[2] ?? '.trrm/demo';
const model = readRiskModel(`${demo}/inec1`);

// Ten stocks that the model covers, equally weighted; 5 % stays in cash.
const stocks = model.store.issuers.filter((_, i) => isCovered(model.session, i)).slice(0, 10);
const holdings = stocks.map(({ isin }) => ({ isin, weight: 0.095 }));
const { total, active, beta, benchmark } = riskOf(model, holdings, { uncovered: 'drop' });

console.log(`${model.day}: volatility ${total.volatility.toFixed(1)} % a year, beta ${beta.toFixed(2)}`);
console.log(`tracking error ${active.volatility.toFixed(1)} % against the ${benchmark}`);
const largest = [...active.factors].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
for (const { factor, exposure, contribution } of largest.slice(0, 5))
  console.log(
    `  ${factor.padEnd(10)} exposure ${exposure.toFixed(2)}, contribution ${contribution.toFixed(2)}`,
  );

const { from, to, active: earned } = attributeReturn(model, holdings);
const fromFactors = earned.factors.reduce((sum, f) => sum + f.contribution, 0);
console.log(`${from} to ${to}: active return ${earned.total.toFixed(1)} %`);
console.log(`  factors ${fromFactors.toFixed(1)} %, stocks ${earned.specific.toFixed(1)} %`);
