/** What a tracker is for, in a sentence. */
export const purpose = 'Who wants what in a negotiation, since when, how we know, and what changed.';
