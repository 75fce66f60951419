import { describe } from 'vitest';
import { editorsPages, ownPages, pagesOf, publishOwn, readersPages } from '../support/all-pages.js';
import { describePages } from '../support/page-checks.js';

describe('for readers', () => void describePages(pagesOf(readersPages, 'further'), 'reader'));
describe('for editors', () => void describePages(pagesOf(editorsPages, 'further'), 'admin'));
describe('of what is published by itself', () => void describePages(ownPages, 'admin', publishOwn));
