import { expect, test } from 'vitest';
import { logoIn } from '../../../src/outputs/brand.js';
import { logoDrawing, pictureOfLogo } from '../../../src/outputs/pictures/logo.js';
import { drawnPicture, type Picture, type PictureKind } from '../../../src/outputs/pictures/picture.js';
import { finished } from '../../support/finished.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const file = logoIn(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"></svg>'));
const logo = pictureOfLogo(file as NonNullable<typeof file>);
const data = 'PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4MCAyMCI+PC9zdmc+';

const picture: Picture = {
  ...{ title: 'Where they stand', talks: 'Ceasefire talks', lead: null, clocks: 'As of 14 August 2025' },
  draw: () => ({ svg: '', height: 100 }),
  key: () => [],
  source: 'Source: Example. Published by Example.',
  address: `https://example.org/c/1-0a1b2c3d/negotiations/talks/${'x'.repeat(60)}`,
};

/** The foot, below the rule. */
function footOf(kind: PictureKind, hasLogo = true): string[] {
  const { svg } = finished(drawnPicture(picture, kind, { measure, signs: '', logo: hasLogo ? logo : null }));
  const lines = svg.split('\n');
  return lines.slice(lines.findIndex((line) => line.includes('class="hairline"')) + 1, -2);
}

test('the logo stands within the picture, at the right of who publishes it', () => {
  expect(footOf('wide')).toMatchInlineSnapshot(`
    [
      "<g transform="translate(936 27)"><image href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4MCAyMCI+PC9zdmc+" x="0" y="0" width="152" height="38" preserveAspectRatio="xMaxYMid meet"/></g>",
      "<text class="soft" font-size="14" x="0" y="39.4">Source: Example. Published by Example.</text>",
      "<text class="soft" font-size="14" x="0" y="59">https://example.org/c/1-0a1b2c3d/negotiations/talks/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</text></g>",
    ]
  `);
});

test('lines of the foot end before it, in a narrow column and on a card too', () => {
  expect(footOf('narrow').filter((line) => line.startsWith('<text'))).toMatchInlineSnapshot(`
    [
      "<text class="soft" font-size="15" x="0" y="40.5">Source: Example. Published by Example.</text>",
      "<text class="soft" font-size="15" x="0" y="61.5">https://example.org/c/1-0a1b2c3d/negotiations/talks/</text>",
      "<text class="soft" font-size="15" x="0" y="82.5">xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</text>",
      "<text class="soft" font-size="15" x="0" y="103.5">xxxxxx</text></g>",
    ]
  `);
  expect(footOf('card')[0]).toContain('width="152" height="38"');
  expect(footOf('card', false).join('')).not.toContain('<image');
});

test('a wide logo is as wide as there is room, and one whose file does not say is taken for a name on a line', () => {
  expect(logoDrawing({ href: 'data:,', ratio: 10 }, 170)).toEqual({
    svg: '<image href="data:," x="0" y="0" width="170" height="17" preserveAspectRatio="xMaxYMid meet"/>',
    ...{ width: 170, height: 17 },
  });
  const png = { bytes: Buffer.from('89504e47', 'hex'), kind: 'png', ratio: null } as const;
  expect(pictureOfLogo(png)).toEqual({ href: 'data:image/png;base64,iVBORw==', ratio: 3 });
  expect(logo).toEqual({ href: `data:image/svg+xml;base64,${data}`, ratio: 4 });
});
