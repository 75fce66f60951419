import type { Prisma, PrismaClient } from '../generated/client.js';

type ReadOperation =
  | 'fields'
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy';

type Model = Exclude<keyof PrismaClient, `$${string}` | symbol>;

/** What can be read from the database; a transaction is a reader too. */
export type Reader = { readonly [Name in Model]: Pick<PrismaClient[Name], ReadOperation> };

export type Transaction = Prisma.TransactionClient;
