import { pagesOf, readersPages } from '../support/all-pages.js';
import { describePages } from '../support/page-checks.js';

describePages(pagesOf(readersPages, 'main'), 'reader');
