import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each bench with sizes so small that only its working can be seen, and a line that it prints at its end. */
const benches: Readonly<Record<string, readonly [sizes: string, said: RegExp]>> = {
  matrix: ['500 1000', /Newest of any kind\n.*\n +1,000/],
  views: ['--stances 300 --rounds 2', /Search, best first\n {2}median/],
  pages: ['--stances 300 --rounds 1', /empty\/sources\.csv +processor/],
  exports: ['--stances 300 --rounds 1', /stances\.json of 300 stances beside readers/],
  editors: ['--seconds 1 --idle 0 --starts 1 --warming 1 300', /resident set after it/],
};

test('npm run bench runs every bench that there is', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  const run = [...(scripts.bench as string).matchAll(/tests\/bench\/(\w+)\.ts/g)].map(([, name]) => name);
  expect(run).toEqual(Object.keys(benches));
  const files = readdirSync(`${root}/tests/bench`).filter((file) =>
    /parseArgs\(|process\.argv/.test(readFileSync(`${root}/tests/bench/${file}`, 'utf8')),
  );
  expect(new Set(files)).toEqual(new Set(run.map((name) => `${name}.ts`)));
});

describe('every bench runs to its end', () => {
  test.each(Object.entries(benches))('%s', async (name, [sizes, said]) => {
    const script = `${root}/tests/bench/${name}.ts`;
    const args = ['--import', 'tsx', script, ...sizes.split(' ')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout).toMatch(said);
  });
});
