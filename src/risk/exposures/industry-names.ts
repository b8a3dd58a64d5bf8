import type { Industry } from '../factors.ts';

/**
 * Industry names as printed by classifications, by the INEC-1 industry to which they belong. All levels of NSE's
 * classification (sector, industry, basic industry) and the GICS industries listed in the handbook share one table,
 * because no name has different meanings at two levels. Names are compared without case, punctuation and "and", and
 * separated by semicolons.
 */
export const INDUSTRY_NAMES: Readonly<Record<Industry, string>> = {
  AERODEF: `
    Aerospace & Defence; Aerospace & Defense; Defence Electronics; Defence & Aerospace
  `,
  AUTOCOMP: `
    Automobile and Auto Components; Auto Components; Auto Components & Equipments; Automobile Components;
    Auto Ancillaries; Tyres & Rubber Products; Trading - Auto Components
  `,
  AUTOMOBL: `
    Automobiles; Passenger Cars & Utility Vehicles; 2/3 Wheelers; Two Wheelers; Auto Dealer;
    Commercial Vehicles; Tractors
  `,
  BANKS: `
    Banks; Public Sector Bank; Private Sector Bank; Other Bank; Private Banks; Public Sector Banks
  `,
  BUSINSERV: `
    Commercial Services & Supplies; Professional Services; Diversified Commercial Services;
    Consulting Services; Engineering Services; Dredging; Public Services;
    Business Process Outsourcing (BPO)/ Knowledge Process Outsourcing (KPO)
  `,
  CAPGOODS: `
    Capital Goods; Electrical Equipment; Construction & Engineering; Machinery; Building Products;
    Industrial Conglomerates; Conglomerates; Diversified; Diversified Industrials; Construction;
    Civil Construction; Engineering & Construction; Infrastructure; Consumer Electricals;
    Heavy Electrical Equipment; Other Electrical Equipment; Industrial Manufacturing;
    Industrial Products; Cables - Electricals; Castings & Forgings; Other Industrial Products;
    Compressors, Pumps & Diesel Engines; Abrasives & Bearings; Electrodes & Refractories; Railway Wagons;
    Ship Building & Allied Services; Construction Vehicles;
    Agricultural, Commercial & Construction Vehicles; Plastic Products - Industrial; Rubber;
    Iron & Steel Products; Aluminium, Copper & Zinc Products; Glass - Industrial;
    Dealers–Commercial Vehicles, Tractors, Construction Vehicles
  `,
  CHEMICALS: `
    Chemicals; Chemicals & Petrochemicals; Fertilizers & Agrochemicals; Commodity Chemicals;
    Specialty Chemicals; Carbon Black; Dyes And Pigments; Explosives; Petrochemicals; Printing Inks;
    Trading - Chemicals; Industrial Gases; Fertilizers; Pesticides & Agrochemicals; Paints & Coatings
  `,
  CONSUMDISC: `
    Textiles; Textiles & Apparels; Textiles, Apparel & Luxury Goods; Garments & Apparels;
    Other Textile Products; Trading - Textile Products; Media Entertainment & Publication; Media;
    Entertainment; Printing & Publication; Advertising & Media Agencies; Electronic Media;
    Web based media and service; Print Media; TV Broadcasting & Software Production;
    Digital Entertainment; Film Production, Distribution & Exhibition; Media & Entertainment;
    Consumer Services; Leisure Services; Hotels & Resorts; Hotels, Restaurants & Leisure; Restaurants;
    Amusement Parks/ Other Recreation; Wellness; Tour, Travel Related Services; Travel & Tourism;
    Other Consumer Services; Education; E-Learning; Food Storage Facilities;
    Diversified Consumer Services; Retailing; Retail; Specialty Retail; Speciality Retail;
    Diversified Retail; Broadline Retail; E-Retail/ E-Commerce; Internet & Catalogue Retail;
    Leisure Products; Interactive Media & Services; Internet & Platforms
  `,
  CONSUMDUR: `
    Household Durables; Consumer Durables; Consumer Electronics; Household Appliances;
    Furniture, Home Furnishing; Gems, Jewellery And Watches; Gems & Jewellery; Footwear;
    Plastic Products - Consumer; Leather And Leather Products; Glass - Consumer; Ceramics; Sanitary Ware;
    Granites & Marbles; Plywood Boards/ Laminates; Houseware; Paints; Cycles;
    Diversified consumer products
  `,
  CONSUMSTAP: `
    Fast Moving Consumer Goods; FMCG; Consumer Staples Distribution & Retail; Food Products;
    Food & Beverages; Beverages; Personal Products; Personal Care Products; Personal Care; Tobacco;
    Cigarettes & Tobacco Products; Household Products; Diversified FMCG;
    Agricultural Food & other Products; Edible Oil; Sugar; Tea & Coffee; Animal Feed;
    Other Agricultural Products; Other Food Products; Breweries & Distilleries; Other Beverages;
    Packaged Foods; Dairy Products; Meat Products including Poultry; Seafood; Stationary
  `,
  FINLSERV: `
    Financial Services; Finance; Consumer Finance; Capital Markets; Insurance; Financial Institution;
    Housing Finance Company; Investment Company; Holding Company; Holding Companies;
    Non Banking Financial Company (NBFC); Other Financial Services; Microfinance Institutions;
    Securitisation; Asset Management Company; Ratings;
    Depositories, Clearing Houses and Other Intermediaries; Financial Products Distributor;
    Exchange and Data Platform; Stockbroking & Allied; General Insurance; Life Insurance;
    Insurance Distributors; Financial Technology (Fintech); Diversified Financials; Speciality Finance
  `,
  HEALTHCARE: `
    Healthcare; Health Care Providers & Services; Life Sciences Tools & Services;
    Health Care Equipment & Supplies; Health Care Technology; Healthcare Services; Hospital;
    Healthcare Equipment & Supplies; Medical Equipment & Supplies; Healthcare Service Provider;
    Healthcare Research, Analytics & Technology; Pharmacy Retail
  `,
  ITSERVIC: `
    IT Services; Information Technology; IT - Services; IT Enabled Services;
    Computers - Software & Consulting
  `,
  MATERIALS: `
    Containers & Packaging; Paper & Forest Products; Construction Materials; Forest Materials; Cement;
    Cement & Cement Products; Other Construction Materials; Packaging; Paper, Forest & Jute Products;
    Paper & Paper Products; Forest Products; Jute & Jute Products
  `,
  METMINING: `
    Metals & Mining; Mining & Metals; Steel; Ferrous Metals; Non - Ferrous Metals; Diversified Metals;
    Minerals & Mining; Metals & Minerals Trading; Ferro & Silica Manganese; Pig Iron; Sponge Iron;
    Iron & Steel; Aluminium; Copper; Zinc; Precious Metals; Industrial Minerals; Trading - Metals;
    Trading - Minerals
  `,
  OILGAS: `
    Oil Gas & Consumable Fuels; Energy Equipment & Services; Oil; Petroleum Products; Consumable Fuels;
    Oil Exploration & Production; Oil & Gas Exploration; Oil & Gas Refining;
    Offshore Support Solution Drilling; Oil Storage & Transportation; Oil Equipment & Services;
    Refineries & Marketing; Lubricants; Coal; Trading - Coal
  `,
  PHARMA: `
    Pharmaceuticals; Biotechnology; Pharmaceuticals & Biotechnology
  `,
  POWERGEN: `
    Independent Power and Renewable Electricity Producers; Power Generation; Renewable Energy; Power
  `,
  REALESTATE: `
    Realty; Real Estate; Real Estate Management & Development; Residential, Commercial Projects;
    Real Estate related services
  `,
  SOFTWARE: `
    Software; Software Products; IT - Software
  `,
  TECHCOMP: `
    Communications Equipment; Electronic Equipment, Instruments & Components; IT - Hardware;
    Semiconductors & Semiconductor Equipment; Technology Hardware, Storage & Peripherals;
    Computers Hardware & Equipments; Telecom - Equipment & Accessories
  `,
  TELECOM: `
    Telecommunication; Telecommunications; Diversified Telecommunication Services;
    Wireless Telecommunication Services; Telecom - Services; Telecom - Infrastructure;
    Telecom - Cellular & Fixed line services; Other Telecom Services
  `,
  TRADDIST: `
    Trading Companies & Distributors; Trading & Distributors; Distributors
  `,
  TRANSPORT: `
    Transport Infrastructure; Transportation Infrastructure; Passenger Airlines; Airlines; Airline;
    Marine Transportation; Air Freight & Logistics; Ground Transportation; Transport Services;
    Logistics Solution Provider; Railways; Road Transport; Shipping; Transport Related Services;
    Airport & Airport services; Port & Port services; Road Assets–Toll, Annuity, Hybrid-Annuity;
    Services
  `,
  UTILITIES: `
    Utilities; Electric Utilities; Gas Utilities; Water Utilities; Power & Utilities;
    Power - Transmission; Power Transmission; Integrated Power Utilities; Power Distribution;
    Power Trading; Other Utilities; Water Supply & Management; Waste Management; Gas; Emission control;
    Multi Utilities; Gas Distribution; Gas Transmission/Marketing; LPG/CNG/PNG/LNG Supplier;
    Trading - Gas
  `,
  MISCELLAN: `
    Miscellaneous
  `,
};

/**
 * Sectors that span several INEC-1 industries, mapped to the one that contains most of their stocks. A finer name
 * takes precedence; without one, the mapping is reported in a note.
 */
export const SECTOR_WIDE_NAMES: readonly string[] = [
  'Automobile and Auto Components',
  'Financial Services',
  'Healthcare',
  'Information Technology',
  'Services',
  'Power',
  'Power & Utilities',
  'Capital Goods',
  'Conglomerates',
  'Diversified',
  'Diversified Industrials',
  'Infrastructure',
];
