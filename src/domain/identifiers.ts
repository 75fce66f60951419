/** A place in the log: everything published takes the next number. */
export type Sequence = number;
export type PartyId = number;
export type DemandId = number;
