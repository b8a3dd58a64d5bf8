import { sha256 } from '../../../src/market/files/sha256.ts';
import { type Problem, UserError } from '../../../src/market/problem.ts';
import { type Fault, LotValidator } from '../lot-validation.ts';
import type { HoldingsContext } from '../lot-row.ts';
import type { PortfolioByLot } from '../portfolio-by-lot.ts';
import { type BrokerFormat, linesOf } from './broker-format.ts';
import { brokerRows } from './broker-rows.ts';
import { readBrokerHoldings } from './read-holdings.ts';
import { readTradebook } from './read-tradebook.ts';
import { refuseRealised } from './realised-statement.ts';

/**
 * Reads a broker's or depository's file as a portfolio by lot. A tradebook becomes lots, with sales matched first in, first
 * out; holdings do so once columns with the day of purchase and the position are added. The columns `position`, `price-2018`
 * and `traded` of the form by lot may be added to any of them.
 *
 * @param text the file, decoded from UTF-8.
 * @throws UserError with one problem per fault, or with what such a file lacks.
 */
export function readBrokerFile(
  text: string,
  file: string,
  format: BrokerFormat,
  context: HoldingsContext,
): PortfolioByLot {
  const problems: Problem[] = [];
  const fault: Fault = (line, message, remedy) => {
    const about = line > 0 ? `${file}:${line}` : file;
    problems.push({ severity: 'error', code: 'portfolio', about, message, remedy });
  };
  const validator = new LotValidator(fault);
  const rows = brokerRows(linesOf(text), format.columns, fault);
  if (format.kind === 'realised') refuseRealised(rows, format, fault);
  if (format.kind === 'holdings') readBrokerHoldings(rows, format, context, validator, fault);
  if (format.kind === 'trades') readTradebook(rows, format, context, validator, fault);
  if (problems.length > 0) throw new UserError(problems);
  const portfolio = { file, sha256: sha256(text), ...validator.finish() };
  if (problems.length > 0) throw new UserError(problems);
  return portfolio;
}
