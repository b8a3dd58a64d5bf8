import type { Day } from '../market/day.ts';
import { readAssets } from './assets.ts';
import type { MonthSource } from './month-source.ts';
import { openMonths } from './months.ts';
import { whatIfApp } from './routes.ts';
import { type RunningServer, startServer } from './server.ts';

export interface ServeOptions {
  readonly source: MonthSource;
  /** The month to open with; null for the last session of the store. */
  readonly asOf: Day | null;
  /** 0 for any free port. */
  readonly port: number;
  /** 32 random bytes as text that is safe in an address. */
  readonly token: string;
  readonly progress: (step: string, done: number, of: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** Prepares the month, then listens: the store is closed again before the first question. */
export async function serveWhatIf(options: ServeOptions): Promise<RunningServer> {
  const { source, asOf, port, token, progress, onFault } = options;
  const months = await openMonths(source, asOf, progress);
  const app = whatIfApp({ months, assets: readAssets(), onFault });
  const server = await startServer({ port, token, open: app.open, fetch: app.fetch });
  return {
    ...server,
    close: async () => {
      months.stop();
      await server.close();
    },
  };
}
