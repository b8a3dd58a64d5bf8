import type { PublishedFile } from '../../decision/publish/manifest.ts';
import type { GatheredPack } from '../../pack/gather-pack.ts';
import { reportModelOf } from '../decision/build-report.ts';
import type { ReportModel } from '../decision/page-model.ts';

/** Everything that the pages of a pack are drawn from. */
export interface PackPages {
  readonly pack: GatheredPack;
  readonly report: ReportModel;
  /** The other files of the pack, whose hashes the manifest prints. */
  readonly files: readonly PublishedFile[];
}

/** The model of the pages. */
export const packPages = (pack: GatheredPack, files: readonly PublishedFile[]): PackPages => ({
  pack,
  report: reportModelOf(pack.run, pack.book, {
    ...(pack.validation && { validation: pack.validation }),
    explanations: pack.explanations,
  }),
  files,
});
