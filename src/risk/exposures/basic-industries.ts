/**
 * NSE's basic industry, the finest of the four levels of its classification, of large issuers in sectors that span
 * several INEC-1 industries: NSE's constituent lists have only the sector. By sector and basic industry, as NSE Indices'
 * Industry Classification Structure of July 2023 has them; by the issuer's characters of the ISIN. Issuers: all members
 * of the Nifty LargeMidcap 250 of 2025 in these sectors. NSE publishes an issuer's basic industry only in its
 * quotes, so the assignment is our transcription; a test compares every issuer's sector with NSE's own list. A name in the
 * store that is specific enough takes precedence, and an issuer that is not here keeps the industry of its sector, with a
 * note.
 */
const BY_SECTOR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Automobile and Auto Components': {
    '2/3 Wheelers': 'INE917I INE066A INE158A INE494B INE0LXG',
    'Passenger Cars & Utility Vehicles': 'INE0V6F INE101A INE585B INE155A',
    'Auto Components & Equipments':
      'INE323A INE775A INE465A INE913H INE302A INE0FS8 INE513A INE073K INE974X INE405E',
    'Tyres & Rubber Products': 'INE438A INE787D INE883A',
  },
  'Capital Goods': {
    'Commercial Vehicles': 'INE208A',
    Tractors: 'INE042A',
    'Aerospace & Defense': 'INE263A INE066F INE171Z',
    'Heavy Electrical Equipment': 'INE117A INE067A INE003A INE257A INE200A INE07Y7 INE040H INE152A',
    'Ship Building & Allied Services': 'INE704P INE249Z',
    'Compressors, Pumps & Diesel Engines': 'INE298A',
    'Cables - Electricals': 'INE878B INE455K INE372A',
    'Other Electrical Equipment': 'INE0BS7 INE377N',
    'Other Industrial Products': 'INE212H INE671A',
    'Iron & Steel Products': 'INE702C',
    'Plastic Products - Industrial': 'INE006I INE195A',
  },
  Healthcare: {
    Pharmaceuticals:
      'INE059A INE361B INE089A INE044A INE685A INE010B INE358A INE031B INE540L INE406A INE068V INE159A INE935A INE571A INE326A INE634S',
    Biotechnology: 'INE376G',
    Hospital: 'INE437A INE061F INE027H INE474Q',
    'Healthcare Research, Analytics & Technology': 'INE398R',
  },
  'Information Technology': {
    'Computers - Software & Consulting':
      'INE860A INE009A INE214T INE467B INE669C INE075A INE591G INE04I4 INE356A INE262H INE670A',
    'IT Enabled Services': 'INE010V INE142M',
    'Software Products': 'INE881D',
  },
  Power: {
    'Power Generation': 'INE364U INE814H INE121E INE733E INE848E INE589A INE0ONG INE002L',
    'Integrated Power Utilities': 'INE245A INE813H',
    'Power - Transmission': 'INE931S INE752E',
  },
  Services: {
    'Port & Port services': 'INE742F INE880J',
    Airline: 'INE646L',
    'Logistics Solution Provider': 'INE111A',
    'Airport & Airport services': 'INE776C',
  },
};

interface BasicIndustry {
  readonly sector: string;
  readonly name: string;
}

/** By the issuer's seven characters of the ISIN, which are followed by its kind of security and serial number. */
export const BASIC_INDUSTRIES: ReadonlyMap<string, BasicIndustry> = new Map(
  Object.entries(BY_SECTOR).flatMap(([sector, industries]) =>
    Object.entries(industries).flatMap(([name, issuers]) =>
      issuers.split(' ').map((issuer) => [issuer, { sector, name }] as const),
    ),
  ),
);

/** NSE's basic industry of an issuer; undefined if the table does not have it. */
export const basicIndustry = (isin: string): string | undefined =>
  BASIC_INDUSTRIES.get(isin.slice(0, 7))?.name;
