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
    const asked = changesAsked(request, reading);
    const otherConditions = await reaffirmedOnOtherConditions(services.database.read, asked.changes);
    const rows = changeRows(reading, { ...asked, otherConditions }, addressOf(services, request));
    return tableOf(changesColumns, [rows]);
  },
  period: ({ request, reading }) => {
    const { from, to } = changesAsked(request, reading).filter;
    return `${from}-${to}`;
  },
};
