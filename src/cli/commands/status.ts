import type { Command } from 'commander';
import type { StoreVerification } from '../../decision/store/verify-store.ts';
import type { Day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
  readonly verify?: boolean;
}

export function addStatus(program: Command, io: Io, fail: () => void): void {
  withCommon(program.command('status'))
    .description('show what the store holds: coverage, staleness, gaps, breaks, disagreements, last imports')
    .option('--as-of <date>', 'ISO date (default: today)', dateOption)
    .option(
      '--verify',
      'also compare all market rows, the ledger and the kept models with their checksums; exits with 1 if any differs',
    )
    .action(async (options: Options) => {
      const { withStore } = await import('../shared/with-store.ts');
      const { statusReport } = await import('../../decision/store/store-status.ts');
      const asOf = options.asOf ?? io.today();
      const { status, verification } = await withStore(
        options,
        { purpose: 'trrm status', mode: 'read' },
        async (store) => ({
          status: await store.status({ asOf }),
          verification: options.verify ? await verify(store) : null,
        }),
      );
      if (verification && !verification.sound) fail();
      const report = statusReport(status, asOf);
      if (options.json) return io.out(json(verification ? { ...report, verification } : report));
      const { statusText } = await import('../text/market/status.ts');
      io.out(statusText(report));
      if (verification === null) return;
      const { storeVerificationText } = await import('../text/market/store-verification.ts');
      io.out(`\n${storeVerificationText(verification)}`);
    });
}

async function verify(store: Store): Promise<StoreVerification & { readonly sound: boolean }> {
  const { isVerified, verifyStore } = await import('../../decision/store/verify-store.ts');
  const { modelsBesideStore } = await import('../../decision/stocks/model-build-options.ts');
  const verification = await verifyStore(store, modelsBesideStore(store.file));
  return { sound: isVerified(verification), ...verification };
}
