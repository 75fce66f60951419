/** The matrix as a plain HTML table to be pasted into somebody else's page: text only, no styles. */
export interface PlainMatrix {
  readonly title: string;
  /** Both clocks, the evidence, and the address of the page. */
  readonly source: { readonly text: string; readonly url: string };
  readonly parties: readonly string[];
  readonly rows: readonly { readonly proposition: string; readonly cells: readonly string[] }[];
}

/** In lines. */
export function plainMatrix({ title, source, parties, rows }: PlainMatrix): string[] {
  const heads = ['Demand', ...parties].map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
  const body = rows.map(({ proposition, cells }) => {
    const words = cells.map((cell) => `<td>${escaped(cell)}</td>`).join('');
    return `<tr><th scope="row">${escaped(proposition)}</th>${words}</tr>`;
  });
  return [
    '<table>',
    `<caption>${escaped(title)}. <a href="${escaped(source.url)}">${escaped(source.text)}</a></caption>`,
    `<thead><tr>${heads}</tr></thead>`,
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>',
  ];
}

function escaped(text: string): string {
  if (!meaning.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Characters that mean something in HTML. */
const meaning = /[&<>"]/;
