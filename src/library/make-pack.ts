import { basename } from 'node:path';
import { recordRequest } from '../backtest/account/record-request.ts';
import { type ModelCacheLocation, modelsBesideStore } from '../decision/stocks/model-build-options.ts';
import { type DateInput, dayFromOptional } from '../market/date-input.ts';
import { BACKTEST, readText } from '../market/files/read-text.ts';
import type { Store } from '../market/store/store.ts';
import type { ApproachDetails } from '../pack/annexure.ts';
import type { PackDocument } from '../pack/document/pack-document.ts';
import { gatherPack } from '../pack/gather-pack.ts';
import type { SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
import { readSavedScenarios } from '../whatif/scenario-file.ts';
import { packFiles, type PackFiles } from '../report/pack/pack-files.ts';
import type { PackPrint } from '../report/pack/style.ts';

/** What a pack is made of besides the store. Paths are read; a part whose data is left out says what is missing. */
export interface PackOptions extends Partial<PackPrint> {
  /** The decision: its number in the ledger, or its as-of date; default: the last one. */
  readonly entry?: number;
  readonly asOf?: DateInput;
  /** Prints a decision that this version does not reproduce to the byte, and says so; default: false. */
  readonly isAsRecorded?: boolean;
  /** The account: code of one in the store, or path of a CSV with the columns date,value,flow,fees. */
  readonly account?: { readonly code: string } | { readonly file: string };
  /** An index of the store that the account is compared with; default: that of the decision’s rule book. */
  readonly benchmark?: string;
  /** Path of a `backtest.json`. */
  readonly backtest?: string;
  /** Path of scenarios saved on the what-if page. */
  readonly scenarios?: string;
  /** Settings of a Monte Carlo simulation, `{}` for the defaults; default: none. */
  readonly simulate?: SimulationSettings;
  /** The day on which the regime model is validated, against which vendors’ dates are read; default: no validation. */
  readonly validateOn?: DateInput;
  /** Whether headline figures open how they come about; default: false. */
  readonly hasExplanations?: boolean;
  /** Name and strategy tag for the annexure. */
  readonly approach?: Partial<ApproachDetails>;
  /** Where the built risk model and sleeves are; default: beside the store, read-only. */
  readonly models?: ModelCacheLocation;
}

/** A pack that is not recorded: its document, and its files by name. */
export interface MadePack {
  readonly document: PackDocument;
  readonly files: PackFiles['contents'];
}

/**
 * Makes a committee's pack of a recorded decision, as `trrm pack` does, without sealing it: nothing is written. Everything is as
 * known on the decision's as-of date. A pack made twice from the same things has the same bytes. The PDF and the seal are those of
 * `trrm pack --pdf`.
 *
 * @param store an open store with a decision in its ledger.
 * @param options which decision, and the data of single parts.
 * @returns the document of `pack.json` (returns and weights as fractions, risk in percent a year, ₹, ISO dates), and the text or
 * bytes of `pack.html`, `pack.json`, `pack.xlsx` and, with an account, `annexure.csv`.
 * @throws UserError where the ledger is broken or has no such decision, the decision does not come out to the byte, or a file has faults.
 * @example
 * import { makePack, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { document, files } = await makePack(store, { approach: { strategy: 'equity' } });
 * await store.close();
 * console.log(document.parts.decision.now.regime, Object.keys(files));
 */
export async function makePack(store: Store, options: PackOptions = {}): Promise<MadePack> {
  const { entry, account, benchmark, backtest, approach, scenarios, simulate, models } = options;
  const asOf = dayFromOptional(options.asOf, 'asOf');
  const validateOn = dayFromOptional(options.validateOn, 'validateOn');
  const gathered = await gatherPack(store, {
    ...(entry !== undefined && { entry }),
    ...(asOf !== undefined && { asOf }),
    isAsRecorded: options.isAsRecorded === true,
    record: account
      ? await recordRequest(store, {
          ...('code' in account ? { code: account.code } : { account: account.file }),
          ...(benchmark !== undefined && { benchmark }),
        })
      : null,
    backtest:
      backtest === undefined ? null : { file: basename(backtest), text: readText(backtest, BACKTEST) },
    approach: { approach: approach?.approach ?? null, strategy: approach?.strategy ?? null },
    scenarios: scenarios === undefined ? null : readSavedScenarios(scenarios),
    simulation: simulate ? { settings: simulate, options: {} } : null,
    validateOn: validateOn ?? null,
    hasExplanations: options.hasExplanations === true,
    modelBuild: {
      cache: models ?? { ...modelsBesideStore(store.file), writable: false },
      progress: () => {},
    },
  });
  const { contents } = await packFiles(gathered, {
    paper: options.paper ?? 'a4',
    printsExplanations: options.printsExplanations === true,
  });
  return { document: gathered.document, files: contents };
}
