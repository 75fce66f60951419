import {
  afterAccountFailure,
  afterAddressFailure,
  isBlocked,
  type ThrottleState,
} from '../domain/throttle.js';
import type { Reader, Transaction } from './database.js';

/** Who tries to sign in: the account that is named, and the address that it comes from. */
export interface SignInAttempt {
  readonly signInName: string;
  readonly address: string;
}

export async function isThrottled(read: Reader, attempt: SignInAttempt, now: Date): Promise<boolean> {
  const states = await Promise.all([stateOf(read, accountKey(attempt)), stateOf(read, addressKey(attempt))]);
  return states.some((state) => isBlocked(state, now));
}

/** Housekeeping: counts a failure against the account and the address. */
export async function countFailure(tx: Transaction, attempt: SignInAttempt, now: Date): Promise<void> {
  const [account, address] = [accountKey(attempt), addressKey(attempt)];
  await save(tx, account, afterAccountFailure(await stateOf(tx, account), now));
  await save(tx, address, afterAddressFailure(await stateOf(tx, address), now));
}

/** A successful sign-in clears the account's count; the address keeps its own. */
export async function clearFailures(tx: Transaction, attempt: SignInAttempt): Promise<void> {
  await tx.signInThrottle.deleteMany({ where: { key: accountKey(attempt) } });
}

/** Forgets what is counted under a sign-in name or an address; false if nothing is. */
export async function clearBlock(tx: Transaction, nameOrAddress: string): Promise<boolean> {
  const keys = [accountKey({ signInName: nameOrAddress }), addressKey({ address: nameOrAddress })];
  return (await tx.signInThrottle.deleteMany({ where: { key: { in: keys } } })).count > 0;
}

function accountKey({ signInName }: Pick<SignInAttempt, 'signInName'>): string {
  return `account:${signInName}`;
}

function addressKey({ address }: Pick<SignInAttempt, 'address'>): string {
  return `address:${address}`;
}

function stateOf(read: Reader | Transaction, key: string): Promise<ThrottleState | null> {
  return read.signInThrottle.findUnique({ where: { key } });
}

async function save(tx: Transaction, key: string, state: ThrottleState): Promise<void> {
  await tx.signInThrottle.upsert({ where: { key }, create: { key, ...state }, update: state });
}
