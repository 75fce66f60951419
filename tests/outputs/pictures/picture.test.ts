import { expect, test } from 'vitest';
import { drawnPicture, type Picture } from '../../../src/outputs/pictures/picture.js';
import { rect } from '../../../src/outputs/pictures/svg.js';
import { finished } from '../../support/finished.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;

const picture: Picture = {
  title: 'Russia demands: Ukraine renounces NATO membership',
  talks: 'Ceasefire talks',
  lead: 'Since June 2024.',
  clocks: 'As of 14 August 2025 · recorded by 20 August 2025, 12:00 UTC',
  draw: ({ width }) => ({ svg: rect({ x: 0, y: 0, width, height: 100 }, 'raised'), height: 100 }),
  key: () => [{ sample: '<path class="rule" d="M0 7h20"/>', width: 20, words: 'said again' }],
  source: 'Source: Example.',
  address: 'https://example.org/c/1-0a1b2c3d/negotiations/talks?as_of=2025-08-14',
};

/** Everything below the styles, with the texts of the picture. */
function bodyOf(kind: 'wide' | 'narrow' | 'card') {
  const { svg, width, height } = finished(drawnPicture(picture, kind, { measure, signs: '' }));
  return {
    width,
    height,
    body: svg
      .slice(svg.indexOf('</defs>') + 8)
      .trim()
      .split('\n'),
  };
}

test('a picture has its title, the clocks, the chart, its key, the source and the address', () => {
  expect(bodyOf('wide')).toMatchInlineSnapshot(`
    {
      "body": [
        "<rect class="paper" x="0" y="0" width="1200" height="447"/>",
        "<rect class="accent" x="56" y="0" width="64" height="7"/>",
        "<g transform="translate(56 56)"><text class="talks" font-size="16" x="0" y="14.7">Ceasefire talks</text>",
        "<text class="title" font-size="36" x="0" y="58.3">Russia demands: Ukraine renounces NATO membership</text>",
        "<text class="lead" font-size="18" x="0" y="96.6">Since June 2024.</text>",
        "<text class="soft" font-size="14" x="0" y="122.6">As of 14 August 2025 · recorded by 20 August 2025, 12:00 UTC</text></g>",
        "<g transform="translate(56 206.5)"><rect class="raised" x="0" y="0" width="1088" height="100"/></g>",
        "<g transform="translate(56 306.5)"><g transform="translate(0 16)"><g transform="translate(0 3.5)"><path class="rule" d="M0 7h20"/></g>",
        "<text class="soft" font-size="14" x="26" y="15.3">said again</text></g>",
        "<path class="hairline" d="M0 51h1088"/>",
        "<text class="soft" font-size="14" x="0" y="74.4">Source: Example.</text>",
        "<text class="soft" font-size="14" x="0" y="94">https://example.org/c/1-0a1b2c3d/negotiations/talks?as_of=2025-08-14</text></g>",
        "</svg>",
      ],
      "height": 447,
      "width": 1200,
    }
  `);
});

test('a picture for a narrow column has larger letters, and its title in two lines', () => {
  expect(bodyOf('narrow').body.slice(0, 12)).toMatchInlineSnapshot(`
    [
      "<rect class="paper" x="0" y="0" width="600" height="427"/>",
      "<rect class="accent" x="28" y="0" width="64" height="5"/>",
      "<g transform="translate(28 28)"><text class="talks" font-size="16" x="0" y="14.7">Ceasefire talks</text>",
      "<text class="title" font-size="30" x="0" y="52.8">Russia demands: Ukraine</text>",
      "<text class="title" font-size="30" x="0" y="88.8">renounces NATO membership</text>",
      "<text class="lead" font-size="18" x="0" y="125.4">Since June 2024.</text>",
      "<text class="soft" font-size="15" x="0" y="152.5">As of 14 August 2025 · recorded by 20 August 2025, 12:00 UTC</text></g>",
      "<g transform="translate(28 202.7)"><rect class="raised" x="0" y="0" width="544" height="100"/></g>",
      "<g transform="translate(28 302.7)"><g transform="translate(0 16)"><g transform="translate(0 4.3)"><path class="rule" d="M0 7h20"/></g>",
      "<text class="soft" font-size="15" x="26" y="16.4">said again</text></g>",
      "<path class="hairline" d="M0 52.5h544"/>",
      "<text class="soft" font-size="15" x="0" y="77">Source: Example.</text>",
    ]
  `);
});

test('a card is 1,200 wide and 630 high, whatever is in it', () => {
  const { width, height } = finished(drawnPicture(picture, 'card', { measure, signs: '' }));
  expect([width, height]).toEqual([1200, 630]);
});

test('what stands in a picture is never markup', () => {
  const title = '<script>alert("1")</script> ]]> & \u202Eevil\uFFFF';
  const { svg } = finished(drawnPicture({ ...picture, title }, 'wide', { measure, signs: '' }));
  expect(svg).toContain('&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; ]]&gt; &amp; evil');
  expect(svg).not.toContain('<script');
});

test('a title is set smaller before it is cut: a proposition without its end says something else', () => {
  const titleOf = (words: string) => {
    const { svg } = finished(drawnPicture({ ...picture, title: words }, 'card', { measure, signs: '' }));
    return [...svg.matchAll(/<text class="title" font-size="(\d+)"[^>]*>([^<]+)</g)].map(([, size, line]) => [
      Number(size),
      line,
    ]);
  };
  const words = (count: number) => 'word '.repeat(count).trim();
  expect(titleOf(words(20)).map(([size]) => size)).toEqual([38, 38]);
  const longer = titleOf(words(26));
  expect(longer.map(([size]) => size)).toEqual([32, 32]);
  expect(longer.map(([, line]) => line).join(' ')).toBe(words(26));
  const cut = titleOf(words(60));
  expect(cut.map(([size]) => size)).toEqual([27, 27]);
  expect(cut.at(-1)?.[1]).toMatch(/…$/);
});
