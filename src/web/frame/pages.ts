/**
 * Every view by its name under views/, with what it prints: empty here, since each page declares its own beside its view
 * model, so that the frame knows how to answer any page and none by name. A test renders each with a sample.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the pages add to it.
export interface Pages {}

/** Views that stand alone, without the layout around them. */
// biome-ignore lint/suspicious/noEmptyInterface: the documents add to it.
export interface Documents {}

export type PageName = keyof Pages;
