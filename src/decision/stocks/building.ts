/** How a run may come by the risk model and the sleeves of its store. */
export interface Building {
  /** Where they may be kept; null where they are to be made of the store's rows and nothing else. */
  readonly kept: KeptPlaces | null;
  readonly progress: (step: string, done: number, of: number) => void;
  /** Building can be stopped between sessions; what was kept then stays as it was. */
  readonly signal?: AbortSignal;
}

export interface KeptPlaces {
  /** Folder of the risk model. */
  readonly model: string;
  /** File of the sleeves. */
  readonly sleeves: string;
  /** Whether what is missing or behind is built there; else it is built for the run alone. */
  readonly mayWrite: boolean;
}

/** With nothing new kept, for what is not the run itself: an earlier day, or other rules. */
export const withoutKeeping = (building: Building): Building => ({
  ...building,
  kept: building.kept && { ...building.kept, mayWrite: false },
});

/** As a replay does it: nothing that was built before is trusted. */
export const FROM_ROWS: Building = { kept: null, progress: () => {} };
