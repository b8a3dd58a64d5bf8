import type { TaxRules } from '../../../allocations/tax/tax-rules.ts';
import type { Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';

/** How a client's gains are taxed. Rates on listed equity are the same for all but funds, which pay none on them. */
export const TAX_STATUSES = ['individual', 'huf', 'company', 'non-resident', 'fund'] as const;
export type TaxStatus = (typeof TAX_STATUSES)[number];

/** `active` is managed; `on-hold` is reported and not traded; `closed` is left out. */
export const CLIENT_STATUSES = ['active', 'on-hold', 'closed'] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/** A client of the book, as `clients.csv` has it. Money in paise. No names: a client is a code. */
export interface BookClient {
  readonly id: string;
  readonly line: number;
  /** The investment approach, whose model the account is brought toward. */
  readonly approach: string;
  /** Risk profile, for reports; it changes nothing. */
  readonly profile: string;
  readonly taxStatus: TaxStatus;
  readonly tax: TaxRules;
  /** Null for the rule book's. */
  readonly minimumOrder: number | null;
  readonly cashFloor: number;
  /** Orders of a client without a discretionary agreement are proposals: they are not pooled. */
  readonly discretionary: boolean;
  /** Whether the client agreed to securities of associates of the portfolio manager. */
  readonly associatesConsent: boolean;
  readonly opened: Day | null;
  readonly status: ClientStatus;
}

/** What a restriction is about. */
export type RestrictionSubject = {
  readonly kind: 'isin' | 'issuer' | 'industry' | 'list';
  readonly value: string;
};

/** What a restriction asks for. `max` is a fraction of the account. */
export type RestrictionEffect =
  | { readonly kind: 'no-buy' | 'no-hold' | 'no-sell' }
  | { readonly kind: 'max'; readonly weight: number }
  | { readonly kind: 'substitute'; readonly isin: string };

/** A client's restriction, or one of all clients (`*`). */
export interface Restriction {
  readonly client: string;
  readonly line: number;
  readonly subject: RestrictionSubject;
  readonly effect: RestrictionEffect;
  /** Null: always in force. Both days are included. */
  readonly from: Day | null;
  readonly until: Day | null;
  readonly reason: string;
}

/** A movement of a client's cash, in paise: above 0 into the account. */
export interface CashMovement {
  readonly client: string;
  readonly line: number;
  readonly day: Day;
  readonly paise: number;
  readonly settled: boolean;
}

/** What a person decided for one client until a day, against what the run would do. Shown on every output. */
export interface ClientOverride {
  readonly client: string;
  readonly line: number;
  readonly what: OverrideWhat;
  readonly until: Day;
  readonly reason: string;
  readonly author: string;
}
export type OverrideWhat =
  | { readonly kind: 'no-trade' }
  | { readonly kind: 'cash-floor'; readonly paise: number }
  | { readonly kind: 'minimum-order'; readonly paise: number };

/** A list of securities as a file has it, such as an exchange's surveillance list. */
export interface SecurityList {
  readonly name: string;
  /** The day on which the list was published. */
  readonly day: Day;
  readonly isins: readonly string[];
}

/** One line of `lots.csv`, with its cells in the order of the columns of a portfolio file by lot. */
export interface LotLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What the files say of one client, without its lots. */
export interface ClientRows {
  /** Null where the client's own line cannot be read. */
  readonly client: BookClient | null;
  readonly id: string;
  readonly cash: readonly CashMovement[];
  /** Its own and those of all clients, in the order of the file. */
  readonly restrictions: readonly Restriction[];
  readonly overrides: readonly ClientOverride[];
  /** Faults of its lines: a client with any is left out. */
  readonly problems: readonly Problem[];
}

/** Everything the files say of one client. */
export interface ClientInputs extends ClientRows {
  readonly lots: readonly LotLine[];
}
