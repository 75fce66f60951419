/** A number of the log: everything published takes the next one. */
export type Sequence = number;
export type PartyId = number;
export type DemandId = number;
