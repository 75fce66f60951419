import {
  afterAccountFailure,
  afterAddressFailure,
  afterAddressSuccess,
  isBlocked,
  longestCount,
  networkOf,
  type ThrottleState,
} from '../../domain/people/throttle.js';
import type { Database, Reader, Transaction } from '../engine/database.js';

/** Who tries to sign in: the account named, and the IP address of the request. */
export interface SignInAttempt {
  readonly signInName: string;
  readonly address: string;
}

export async function isThrottled(
  read: Reader | Transaction,
  attempt: SignInAttempt,
  now: Date,
): Promise<boolean> {
  const states = await Promise.all([stateOf(read, accountKey(attempt)), stateOf(read, addressKey(attempt))]);
  return states.some((state) => isBlocked(state, now));
}

/**
 * Housekeeping: true if the password may be tried. Every attempt counts as a failure until it has succeeded; otherwise
 * any number of them, sent at once, would be tried before the first is counted (CWE-367).
 */
export async function beginAttempt(database: Database, attempt: SignInAttempt, now: Date): Promise<boolean> {
  if (await isThrottled(database.read, attempt, now)) return false;
  return database.write(async (tx) => {
    if (await isThrottled(tx, attempt, now)) return false;
    const [account, address] = [accountKey(attempt), addressKey(attempt)];
    await save(tx, account, afterAccountFailure(await stateOf(tx, account), now));
    await save(tx, address, afterAddressFailure(await stateOf(tx, address), now));
    return true;
  });
}

/** Housekeeping: the attempt succeeded. Clears the account's count; the address keeps its other failures. */
export async function endAttempt(tx: Transaction, attempt: SignInAttempt): Promise<void> {
  await tx.signInThrottle.deleteMany({ where: { key: accountKey(attempt) } });
  const state = await stateOf(tx, addressKey(attempt));
  if (state) await save(tx, addressKey(attempt), afterAddressSuccess(state));
}

/** Housekeeping: deletes counts that can no longer block anybody. */
export async function deleteForgottenFailures(tx: Transaction, now: Date): Promise<void> {
  const since = { lt: new Date(now.getTime() - longestCount) };
  const isFree = [{ blockedUntil: null }, { blockedUntil: { lt: now } }];
  await tx.signInThrottle.deleteMany({ where: { since, OR: isFree } });
}

/** Forgets the failures counted for a sign-in name or an address; false if there are none. */
export async function clearBlock(tx: Transaction, nameOrAddress: string): Promise<boolean> {
  const keys = [accountKey({ signInName: nameOrAddress }), addressKey({ address: nameOrAddress })];
  return (await tx.signInThrottle.deleteMany({ where: { key: { in: keys } } })).count > 0;
}

/** No sign-in name is longer (account-rules.ts); a longer one, which nobody has, must not take more space. */
const longestName = 128;

function accountKey({ signInName }: Pick<SignInAttempt, 'signInName'>): string {
  return `account:${signInName.slice(0, longestName)}`;
}

function addressKey({ address }: Pick<SignInAttempt, 'address'>): string {
  return `address:${networkOf(address)}`;
}

function stateOf(read: Reader | Transaction, key: string): Promise<ThrottleState | null> {
  return read.signInThrottle.findUnique({ where: { key } });
}

async function save(tx: Transaction, key: string, state: ThrottleState): Promise<void> {
  await tx.signInThrottle.upsert({ where: { key }, create: { key, ...state }, update: state });
}
