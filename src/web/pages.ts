import type { ErrorPage } from './errors/pages.js';
import type { SetUpPage, SignInPage } from './sign-in/pages.js';

/** Every view by its name under views/, with what it prints. A test renders each with a sample. */
export interface Pages {
  'errors/error': ErrorPage;
  'set-up/new': SetUpPage;
  'sign-in/new': SignInPage;
}

export type PageName = keyof Pages;
