import { inTurns } from '../../../data/engine/in-turns.js';
import { reaffirmedOnOtherConditions } from '../../../data/log/other-conditions.js';
import { changesColumns } from '../../../outputs/tables/changes-csv.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { addressOf } from '../../frame/address.js';
import type { NegotiationTable } from '../../parts/tables.js';
import { changeNames, changeRows, changesAsked, repeatableChangeNames } from './asked.js';

/** What differs between two days. */
export const changesTable: NegotiationTable = {
  once: changeNames,
  repeatable: repeatableChangeNames,
  load: async ({ services, request, reading }) => {
    const asked = await inTurns(changesAsked(request, reading));
    const otherConditions = await reaffirmedOnOtherConditions(services.database.read, asked.changes);
    const rows = changeRows(reading, { ...asked, otherConditions }, addressOf(services, request));
    return tableOf(changesColumns, [rows]);
  },
  period: async ({ request, reading }) => {
    const { filter } = await inTurns(changesAsked(request, reading));
    const { from, to } = filter;
    return `${from}-${to}`;
  },
};
