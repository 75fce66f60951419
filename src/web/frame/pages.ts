/**
 * Every view by its name under views/, with what it prints. Empty here: each page declares its own beside its page
 * model, so that the frame can answer every page without knowing any of them. A test renders each with a sample.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the pages add to it.
export interface Pages {}

/** Views that are whole documents, without the layout around them. */
// biome-ignore lint/suspicious/noEmptyInterface: the documents add to it.
export interface Documents {}

export type PageName = keyof Pages;
