import type { PublishedFile } from '../../decision/publish/manifest.ts';
import type { GatheredPack } from '../../pack/gather-pack.ts';
import { reportModelOf } from '../decision/build-report.ts';
import { explanationModel, type ExplanationModel } from '../decision/explanations/explanation-model.ts';
import { figureLink } from '../decision/explanations/explanation-section.ts';
import type { ReportModel } from '../decision/page-model.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { withPositions } from '../../explain/pointer.ts';
import { figureOfDecision, packExplanations } from '../../pack/document/explain-pack.ts';
import type { PackDocument } from '../../pack/document/pack-document.ts';
import type { PartId } from '../../pack/document/parts.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';

/** Everything that the pages of a pack are drawn from. */
export interface PackPages {
  readonly pack: GatheredPack;
  readonly report: ReportModel;
  /** The other files of the pack, whose hashes the manifest prints. */
  readonly files: readonly PublishedFile[];
  /** Of the pack's own figures; null where no explanations were asked for. */
  readonly explanations: PackExplanationModels | null;
  /** Writes a figure of `pack.json` or of the decision. */
  readonly opens: Opens;
}

/** Explanations of the pack's own figures as its pages show them. */
export interface PackExplanationModels {
  readonly headlines: readonly (readonly [PartId, readonly ExplanationModel[]])[];
  readonly examples: readonly ExplanationModel[];
}

/** The model of the pages. */
export function packPages(pack: GatheredPack, files: readonly PublishedFile[]): PackPages {
  const report = reportModelOf(pack.run, pack.book, {
    ...(pack.validation && { validation: pack.validation }),
    explanations: pack.explanations,
  });
  const explanations = pack.explanations.length > 0 ? explanationModels(pack.document) : null;
  return {
    pack,
    report,
    files,
    explanations,
    opens: explanations ? opensOf(pack, report, explanations) : AS_TEXT,
  };
}

function explanationModels(document: PackDocument): PackExplanationModels {
  const { headlines, examples } = packExplanations(document);
  const modelsOf = (of: readonly Explanation[]) => of.map((e) => explanationModel(document, e));
  return { headlines: Array.from(headlines, ([id, of]) => [id, modelsOf(of)]), examples: modelsOf(examples) };
}

/** A figure of the decision opens the decision's own explanation. */
function opensOf(
  { document, run }: GatheredPack,
  report: ReportModel,
  { headlines }: PackExplanationModels,
): Opens {
  const all = [...report.explanations, ...headlines.flatMap(([, of]) => of)];
  return (pointer, text) => {
    const figure = figureOfDecision(document, pointer);
    return figureLink(all, (figure && withPositions(run.decision, figure)) ?? pointer, text);
  };
}
