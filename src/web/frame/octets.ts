/**
 * A text as it is sent: each of its characters stands for one byte of its UTF-8. A page is put together of thousands of
 * texts. One character beyond Latin-1 in any of them would make all of it wider, and encoding it whole would take as
 * long as printing it.
 */
export type Octets = string & { readonly isEncoded: true };

const beyondAscii = /[^\0-\x7f]/;

export function octetsOf(text: string): Octets {
  return (beyondAscii.test(text) ? Buffer.from(text).toString('latin1') : text) as Octets;
}

export function bytesOf(octets: Octets): Buffer {
  return Buffer.from(octets, 'latin1');
}
