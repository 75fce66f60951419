import { expect, test } from 'vitest';
import { isolating } from '../../../src/domain/isolation.js';
import { cleanText } from '../../../src/domain/text.js';
import { escaped, isolatedHtml, withIsolation } from '../../../src/web/frame/isolation.js';

test.each([
  ['between elements', '<p><%= page.name %></p>', '<p><%- isolatedHtml( page.name ) %></p>'],
  [
    'beside words',
    '<p class="<%= page.kind %>">On <%= page.day %></p>',
    '<p class="<%= page.kind %>">On <%- isolatedHtml( page.day ) %></p>',
  ],
  ['in a direction of its own', '<p dir="auto"><%= page.text %></p>', '<p dir="auto"><%= page.text %></p>'],
  [
    'deeper in it, and behind it',
    '<p dir="<%= page.dir %>"><br><b><%= a %></b></p><%= b %>',
    '<p dir="<%= page.dir %>"><br><b><%= a %></b></p><%- isolatedHtml( b ) %>',
  ],
  [
    'in parts of one text',
    '<bdi><% for (const a of b) { %><mark><%= a %></mark><%= c %><% } %></bdi>',
    '<bdi><% for (const a of b) { %><mark><%= a %></mark><%= c %><% } %></bdi>',
  ],
  [
    'where elements have no place',
    '<option><%= a %></option><title><%= b %></title>',
    '<option><%= a %></option><title><%= b %></title>',
  ],
  ['in the attributes of an element that begins elsewhere', ' id="<%= a %>"', ' id="<%= a %>"'],
  [
    'in an element whose attributes are not always there',
    '<li<% if (a > b) { %> class="x"<% } %>><%= c %></li>',
    '<li<% if (a > b) { %> class="x"<% } %>><%- isolatedHtml( c ) %></li>',
  ],
  ['in XML', '<?xml version="1.0"?><a><%= b %></a>', '<?xml version="1.0"?><a><%= b %></a>'],
])('%s', (_where, view, compiled) => {
  expect(withIsolation(view)).toBe(compiled);
});

const name = 'روسيا';

test('a text that runs from right to left stands in a bdi, and no other', () => {
  expect(isolatedHtml('Russia & others')).toBe('Russia &amp; others');
  expect(isolatedHtml('Россия')).toBe('Россия');
  expect(isolatedHtml(`${name} <1>`)).toBe(`<bdi>${name} &lt;1&gt;</bdi>`);
  expect(isolatedHtml(null)).toBe('');
});

test('in a sentence only the texts that people typed are isolated, as elements or by characters', () => {
  const sentence = isolating`${name} demands: ${'Ukraine & NATO'} (${name})`;
  expect(isolatedHtml(sentence)).toBe(`<bdi>${name}</bdi> demands: Ukraine &amp; NATO (<bdi>${name}</bdi>)`);
  expect(escaped(sentence)).toBe(`\u2068${name}\u2069 demands: Ukraine &amp; NATO (\u2068${name}\u2069)`);
  expect(isolating`“${sentence}”`).toBe(`“${sentence}”`);
});

test('stored characters that isolate or override a direction are printed nowhere', () => {
  const stored = `\u202e\u2067${name}\u2069 a\u2068b\u2066\u2069c`;
  expect(isolatedHtml(stored)).toBe(`<bdi>${name} abc</bdi>`);
  expect(escaped(stored)).toBe(`${name} abc`);
  expect(escaped(isolating`${stored}: it`)).toBe(`\u2068${name} abc\u2069: it`);
});

test('every character is printed as it is cleaned, whatever stands beside it', () => {
  const markup = /[&<>"']/;
  for (let code = 1; code <= 0x3000; code += 1) {
    const text = `a${String.fromCharCode(code)}e\u0301 “b”`;
    if (!markup.test(text)) expect(escaped(text), code.toString(16)).toBe(cleanText(text));
    const alone = String.fromCharCode(code);
    if (!markup.test(alone)) expect(escaped(alone), code.toString(16)).toBe(cleanText(alone));
  }
});
