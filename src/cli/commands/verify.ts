import type { Command } from 'commander';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, withCommon } from '../shared/options.ts';

export function addVerify(program: Command, io: Io, fail: () => void): void {
  withCommon(program.command('verify'))
    .description('compare published files with the ledger; exits with 1 and names each difference')
    .argument('<path>', 'a folder that a command wrote to, or one decision.json')
    .action(async (path: string, options: CommonOptions) => {
      const { withStore } = await import('../shared/with-store.ts');
      const { verifyPublished } = await import('../../decision/publish/verify-published.ts');
      const verification = await withStore(options, { purpose: 'trrm verify', mode: 'read' }, (store) =>
        verifyPublished(store, path),
      );
      if (verification.differences.length > 0) fail();
      if (options.json) return io.out(json(verification));
      const { publishedText } = await import('../text/decision/published-verification.ts');
      return io.out(publishedText(verification));
    });
}
