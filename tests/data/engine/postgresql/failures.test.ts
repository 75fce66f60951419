import { expect, test } from 'vitest';
import { failureOf } from '../../../../src/data/engine/postgresql/failures.js';

const coded = (code: string) => Object.assign(new Error('What the server says.'), { code });

const wrapped = (cause: object) =>
  Object.assign(new Error('Prisma'), { code: 'P2010', meta: { driverAdapterError: { cause } } });

test.each([
  [coded('55P03'), 'busy'],
  [coded('53100'), 'full'],
  [coded('XX001'), 'damaged'],
  [coded('25006'), 'readonly'],
  [coded('57P01'), 'unreadable'],
  [coded('08006'), 'unreadable'],
  [coded('ECONNREFUSED'), 'unreadable'],
  [coded('42P01'), 'other'],
  [new Error('Connection terminated unexpectedly'), 'unreadable'],
  [wrapped({ originalCode: '57P02', originalMessage: 'terminating connection' }), 'unreadable'],
  [wrapped({ kind: 'DatabaseNotReachable', host: 'localhost' }), 'unreadable'],
])('%o is a failure of the kind “%s”', (error, kind) => {
  expect(failureOf(error)?.kind).toBe(kind);
});

test.each([[coded('P2002')], [coded('EADDRINUSE')], [new Error('The rule was broken.')], [null], ['a text']])(
  '%o is no failure of the database',
  (error) => {
    expect(failureOf(error)).toBeNull();
  },
);
