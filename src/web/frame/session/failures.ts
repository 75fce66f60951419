import type { Response } from 'express';
import { isThrottled, type SignInAttempt } from '../../../data/people/sign-in-throttle.js';
import { findUserForSignIn } from '../../../data/people/users.js';
import { addressFailures } from '../../../domain/people/throttle.js';
import { reportEvent } from '../security/events.js';
import type { Services } from '../services.js';

/**
 * Logs a failed sign-in, and the lock that it met or set. The name is logged only if somebody has it: anything else
 * typed there may be a password (OWASP Logging Cheat Sheet, “Data to exclude”).
 */
export async function reportFailedSignIn(
  services: Services,
  response: Response,
  attempt: SignInAttempt,
): Promise<void> {
  const found = await findUserForSignIn(services.database.read, attempt.signInName);
  const known = found?.user.signInName;
  reportEvent(response, 'authn_login_fail', ...(known === undefined ? [] : ([known] as const)));
  await reportLock(services, response, attempt, known);
}

/** Logs the lock that prevents a further attempt, if there is one. */
export async function reportLock(
  { database, clock }: Services,
  response: Response,
  attempt: SignInAttempt,
  known: string | undefined,
): Promise<void> {
  const now = clock();
  if (!(await isThrottled(database.read, attempt, now))) return;
  const isOfName = await isThrottled(database.read, { ...attempt, address: '' }, now);
  if (!isOfName) reportEvent(response, 'excess_rate_limit_exceeded', attempt.address, addressFailures);
  else if (known !== undefined) reportEvent(response, 'authn_login_lock', known, 'maxretries');
}
