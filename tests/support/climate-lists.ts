import type { PastedLists } from '../../src/domain/structure/pasted-lists.js';

const columns = (...rows: readonly (readonly string[])[]) => rows.map((row) => row.join('\t')).join('\n');

/** The structure of the climate talks of 2025, as somebody pastes it from a spreadsheet. */
export const climateLists: PastedLists = {
  topics: 'Fossil fuels\nFinance\nTrade\nJust transition',
  parties: columns(
    ['Brazil', 'state', 'mediator', 'BRA'],
    ['Colombia', 'state', 'principal', 'COL'],
    ['European Union', 'bloc', 'principal', 'EU'],
    ['Arab Group', 'bloc', 'principal'],
    ['India', 'state', 'principal', 'IND'],
    ['China', 'state', 'principal', 'CHN'],
    ['LDC Group', 'bloc', 'principal', 'LDC'],
    ['G77 and China', 'bloc', 'principal', 'G77', 'Brazil, Colombia; India; CHN'],
  ),
  demands: columns(
    [
      'The COP30 decision sets up a roadmap for the transition away from fossil fuels',
      ...['Fossil fuels', 'Brazil, Colombia', 'European Union, Arab Group, India, China'],
      'all other parties of the convention',
    ],
    [
      'Developed countries triple finance for adaptation, to at least $120 billion a year, by 2030',
      ...['Finance', 'LDC Group', 'European Union', 'other developed countries'],
    ],
    [
      'The COP30 decision calls for finance for adaptation to be at least tripled by 2035',
      ...['Finance', 'Brazil', 'European Union; LDC Group; G77 and China', 'other developed countries'],
    ],
    [
      'COP30 starts work on Article 9.1, the public finance that developed countries owe',
      ...['Finance', 'India', 'European Union', 'other developed countries'],
    ],
    [
      'COP30 takes a decision against unilateral trade measures such as carbon border levies',
      ...['Trade', 'India, China', 'EU'],
    ],
    [
      'COP30 sets up dialogues on trade and climate',
      ...['Trade', 'Brazil', 'European Union, India, China', 'all other parties'],
    ],
    [
      'COP30 sets up a mechanism for a just transition',
      ...['Just transition', 'G77', 'European Union', 'other developed countries'],
    ],
  ),
  speakers: 'Wopke Hoekstra | European Union | Commissioner for Climate',
  events: 'COP30 opens in Belém | 10 Nov 2025\nCOP30 closes | 22.11.2025 | Two days late.',
};
