import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalOfNode, supportedNode } from '../../../src/data/engine/supported-node.js';

test.each(['20.19.0', '20.20.2', '22.12.0', '22.23.3'])('Node %s will do', (version) => {
  expect(refusalOfNode(version)).toBe(null);
});

test.each(['18.20.8', '20.18.3', '21.7.3', '22.11.0', '23.11.1', '24.21.0', '26.0.0'])(
  'Node %s is refused with a sentence',
  (version) => {
    expect(refusalOfNode(version)).toBe(
      `This program works on Node 20 (20.19 or newer) or 22 (22.12 or newer); this is Node ${version}. Start it with one of those.`,
    );
  },
);

test('package.json says the same', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly engines: { node: string };
  };
  expect(engines.node).toBe(supportedNode);
});

test('the server and every command check it before they load anything else', () => {
  const [entries] = /(?<=esbuild ).*(?= --bundle)/.exec(readFileSync('package.json', 'utf8')) ?? [''];
  const programs = entries.split(' ').filter((path) => !path.endsWith('-thread.ts'));
  expect(programs).toEqual(['src/server.ts', 'src/release.ts', 'src/cli/tracker.ts', 'src/cli/backup.ts']);
  for (const path of programs) {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !/^(\/\/.*)?$/.test(line));
    expect(lines, path).toEqual([
      expect.stringMatching(/^import '(\.\.|\.)\/data\/engine\/supported-node\.js';$/),
      expect.stringMatching(/^await import\('\.\/(serve|[a-z]+-command)\.js'\);$/),
    ]);
  }
});
