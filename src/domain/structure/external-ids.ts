/** The ids by which others know a party; null where it has none, or none is known. */
export type ExternalIds = Readonly<Record<ExternalIdName, string | null>>;

export type ExternalIdName = 'wikidata' | 'iso3166' | 'parlgov';

export const noExternalIds: ExternalIds = { wikidata: null, iso3166: null, parlgov: null };

/** Officially assigned (ISO 3166-1, alpha-2), 249 of them. */
const countries = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

/** Whose ids they are, in the order in which they are printed. */
export const externalSchemes: readonly {
  readonly name: ExternalIdName;
  /** As it is stored, and in exports. */
  readonly scheme: string;
  readonly label: string;
  readonly isSound: (value: string) => boolean;
  /** What is wrong with one that is not, and what one looks like. */
  readonly rule: string;
  /** Where machines find what it stands for; null where the scheme has no such address. */
  readonly uri: ((value: string) => string) | null;
  /** Where people do. */
  readonly page: ((value: string) => string) | null;
}[] = [
  {
    name: 'wikidata',
    scheme: 'wikidata',
    label: 'Wikidata',
    isSound: (value) => /^Q[1-9]\d{0,9}$/.test(value),
    rule: 'A Wikidata id is a Q and a number, such as Q212.',
    uri: (value) => `http://www.wikidata.org/entity/${value}`,
    page: (value) => `https://www.wikidata.org/wiki/${value}`,
  },
  {
    name: 'iso3166',
    scheme: 'iso3166-1',
    label: 'ISO 3166-1',
    isSound: (value) => countries.has(value),
    rule: 'The code of a country has two capital letters and is one that ISO 3166-1 has assigned, such as UA.',
    uri: null,
    page: null,
  },
  {
    name: 'parlgov',
    scheme: 'parlgov',
    label: 'ParlGov',
    isSound: (value) => /^[1-9]\d{0,5}$/.test(value),
    rule: 'A ParlGov id is a number, such as 558.',
    uri: null,
    page: null,
  },
];

/** One id of a party, as it is stored. */
export interface ExternalId {
  readonly scheme: string;
  readonly value: string;
}

export function listedIds(ids: ExternalIds): ExternalId[] {
  return externalSchemes.flatMap(({ name, scheme }) => {
    const value = ids[name];
    return value === null ? [] : [{ scheme, value }];
  });
}

export function idsFrom(stored: readonly ExternalId[]): ExternalIds {
  const idOf = (wanted: ExternalIdName) => {
    const scheme = externalSchemes.find(({ name }) => name === wanted)?.scheme;
    return stored.find((each) => each.scheme === scheme)?.value ?? null;
  };
  return { wikidata: idOf('wikidata'), iso3166: idOf('iso3166'), parlgov: idOf('parlgov') };
}
