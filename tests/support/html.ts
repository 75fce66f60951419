/** Text of a page as a person reads it, without the escapes that EJS writes. */
export function unescaped(html: string): string {
  return html
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A page without what stands under its title to be taken along, which holds its addresses. */
export function withoutBar(html: string): string {
  return html.replace(/<section class="bar"[\s\S]*?<\/section>/, '');
}
