import { expect, test } from 'vitest';
import { renderView } from '../../../src/web/frame/render.js';

const legendOf = (sign: object, label: string) =>
  renderView('parts/matrix-legend', {
    legend: { steps: [[{ sign, tone: 'for-1', label, url: '/methodology' }]], edges: [], marks: [] },
  });

const legend = (width: number, label: string) =>
  [
    '<p class="visually-hidden">The scale:</p>',
    '<ul class="scale-bar">',
    '  ',
    '  <li>',
    '    ',
    `    <a class="scale-link tone-for-1" href="/methodology"><svg class="sign" width="${width}" height="10" viewBox="0 0 ${width} 10" aria-hidden="true"><use href="#sign-up"/></svg> ${label}</a>`,
    '    ',
    '  </li>',
    '  ',
    '</ul>',
    '',
    '',
    '',
    '',
  ].join('\n');

test('a part prints an object as it is at the time, if it can change', async () => {
  const sign = { shape: 'up', width: 10 };
  expect(await legendOf(sign, 'Favours')).toBe(legend(10, 'Favours'));
  sign.width = 20;
  expect(await legendOf(sign, 'Favours')).toBe(legend(20, 'Favours'));
});

test('what is printed of an object that never changes stands beside whatever else is printed', async () => {
  const sign = Object.freeze({ shape: 'up', width: 10 });
  for (const label of ['Favours', 'Befürwortet', '“Поддерживает” & <1>'])
    expect(await legendOf(sign, label)).toBe(legend(10, label.replace('& <1>', '&amp; &lt;1&gt;')));
});
