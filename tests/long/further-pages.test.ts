import { describe } from 'vitest';
import { editorsPages, pagesOf, readersPages } from '../support/all-pages.js';
import { describePages } from '../support/page-checks.js';

describe('for readers', () => void describePages(pagesOf(readersPages, 'further'), 'reader'));
describe('for editors', () => void describePages(pagesOf(editorsPages, 'further'), 'admin'));
