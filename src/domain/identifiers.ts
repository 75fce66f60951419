/** A place in the log: everything published takes the next number. */
export type Sequence = number;

/** No sequence number is greater: databases hold them in 32 bits. */
export const greatestSequence: Sequence = 2 ** 31 - 1;
export type PartyId = number;
export type DemandId = number;
