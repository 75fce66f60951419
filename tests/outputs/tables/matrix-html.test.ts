import { expect, test } from 'vitest';
import { plainMatrix } from '../../../src/outputs/tables/matrix-html.js';

test('a matrix as a plain table, with where it comes from', () => {
  const table = plainMatrix({
    title: 'Who wants what',
    source: { text: 'As of 18 August 2025', url: 'https://example.org/talks?a=1&b=2' },
    parties: ['Russia', 'A & B'],
    rows: [{ proposition: 'Less than <all> is "given"', cells: ['Demands', 'Not yet assessed'] }],
  });
  expect(table.join('\n')).toBe(`<table>
<caption>Who wants what. <a href="https://example.org/talks?a=1&amp;b=2">As of 18 August 2025</a></caption>
<thead><tr><th scope="col">Demand</th><th scope="col">Russia</th><th scope="col">A &amp; B</th></tr></thead>
<tbody>
<tr><th scope="row">Less than &lt;all&gt; is &quot;given&quot;</th><td>Demands</td><td>Not yet assessed</td></tr>
</tbody>
</table>`);
});
