import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Role } from '../../../domain/people/permissions.js';
import { contextOf } from '../request-context.js';

/**
 * The security events that are logged, and their details: those of the OWASP Logging Vocabulary Cheat Sheet, plus
 * `malicious_csrf`, which it lacks. Users are named by sign-in name, and only if they exist.
 */
interface Details {
  readonly authn_login_success: [user: string];
  readonly authn_login_fail: [user?: string];
  readonly authn_login_lock: [user: string, reason: 'maxretries'];
  readonly authn_password_change: [user: string];
  readonly authn_password_change_fail: [user: string];
  readonly authz_admin: [admin: string, event: 'invite_person' | 'revoke_invitation'];
  readonly authz_change: [user: string, from: Role, to: Role];
  readonly authz_fail: [user: string, resource: string];
  readonly excess_rate_limit_exceeded: [address: string, most: number];
  readonly input_validation_fail: [fields: string, userOrAddress: string];
  readonly malicious_cors: [userOrAddress: string, origin: string];
  readonly malicious_csrf: [userOrAddress: string];
  readonly session_created: [user: string];
  readonly session_expired: [user: string, reason: 'logout' | 'timeout' | 'revoked'];
  readonly user_archived: [by: string, user: string];
  readonly user_created: [by: string, user: string, role: Role];
  readonly user_updated: [by: string, user: string, attribute: 'active' | 'public_name'];
  readonly sys_startup: [];
  readonly sys_shutdown: [];
}

export type EventName = keyof Details;

/** The vocabulary’s INFO, WARN and CRITICAL, as the logger calls them. */
type Level = 'info' | 'warn' | 'fatal';

const vocabulary: Readonly<Record<EventName, readonly [Level, string]>> = {
  authn_login_success: ['info', 'A password was right.'],
  authn_login_fail: ['warn', 'A name and password were refused.'],
  authn_login_lock: ['warn', 'Too many failures: nobody signs in under this name for some minutes.'],
  authn_password_change: ['info', 'A password was changed.'],
  authn_password_change_fail: ['fatal', 'A password was not changed: the present one was not accepted.'],
  authz_admin: ['warn', 'An admin managed people.'],
  authz_change: ['warn', 'A role was changed.'],
  authz_fail: ['fatal', 'Somebody asked for what their role does not include.'],
  excess_rate_limit_exceeded: ['warn', 'Too many failures: nobody signs in from this address for an hour.'],
  input_validation_fail: ['warn', 'A form came that none of our pages sends.'],
  malicious_cors: ['fatal', 'A form came from a page that is not ours, and was refused.'],
  malicious_csrf: ['warn', 'A form came without the token of its session, and was refused.'],
  session_created: ['info', 'A session began.'],
  session_expired: ['info', 'A session ended.'],
  user_archived: ['warn', 'Somebody was deactivated.'],
  user_created: ['warn', 'Somebody joined.'],
  user_updated: ['warn', 'An account was changed.'],
  sys_startup: ['warn', 'The server started.'],
  sys_shutdown: ['warn', 'The server was told to stop.'],
};

export const eventNames = Object.keys(vocabulary) as readonly EventName[];

/** Logs what a request did or tried, with who asked and from where. Never pass it anything that somebody typed. */
export function reportEvent<Name extends EventName>(
  response: Response,
  name: Name,
  ...details: Details[Name]
): void {
  const { log, ip: address } = response.req;
  const [level, message] = vocabulary[name];
  const userId = contextOf(response).viewer?.userId;
  log[level]({ event: eventText(name, details), userId, address }, message);
  response.locals.events = [...eventsOf(response), name];
}

/** The events that a request has caused. */
export function eventsOf(response: Response): readonly EventName[] {
  return (response.locals.events as readonly EventName[] | undefined) ?? [];
}

/** Logs an event of the server itself. */
export function reportServerEvent(
  logger: Logger,
  name: 'sys_startup' | 'sys_shutdown',
  facts: Readonly<Record<string, string>>,
): void {
  const [level, message] = vocabulary[name];
  logger[level]({ event: name, ...facts }, message);
}

/** Who is asking: the sign-in name, or the IP address of a visitor. */
export function whoAsks(response: Response): string {
  return contextOf(response).viewer?.signInName ?? response.req.ip ?? '';
}

function eventText(name: EventName, details: readonly unknown[]): string {
  return details.length === 0 ? name : `${name}:${details.join(',')}`;
}
