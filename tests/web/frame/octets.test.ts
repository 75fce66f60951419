import { expect, test } from 'vitest';
import { bytesOf, octetsOf } from '../../../src/web/frame/octets.js';

test('what is put together of octets is sent as UTF-8', () => {
  const texts = ['Demands', ' · café', ' – “Россия”', ' 😀', ' \ud800'];
  expect(bytesOf(octetsOf(texts.join('')))).toEqual(Buffer.from(texts.join('')));
  const octets = texts.map(octetsOf).join('') as ReturnType<typeof octetsOf>;
  expect(bytesOf(octets)).toEqual(Buffer.from(texts.join('')));
});
