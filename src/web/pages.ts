import type { ErrorPage } from './errors/pages.js';

/** Every view by its name under views/, with what it prints. A test renders each with a sample. */
export interface Pages {
  'errors/error': ErrorPage;
}

export type PageName = keyof Pages;
