import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than their size suggests: they start a browser or a process, or try many cases by chance. */
const long = [
  '/tests/browser/',
  '/tests/web/fuzz.test.ts',
  '/tests/web/permissions.test.ts',
  '/tests/actions/record-model.test.ts',
];

/**
 * The long files first, the others by the time that each took last, or by size where that is not known: a long file that
 * starts last keeps one processor busy while the others have nothing to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((part) => moduleId.includes(part));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
