import { counted } from '../cells/wording.js';

const day = 24 * 3_600_000;
const megabyte = 1024 * 1024;

/** How much unpublished work may wait on the server, so that nobody fills its disk; sizes in bytes. */
export interface Room {
  readonly ofOne: { readonly count: number; readonly bytes: number };
  readonly ofAll: number;
  /** How long it is kept after it was last touched, in milliseconds. */
  readonly kept: number;
}

export const roomForDrafts: Room = {
  ofOne: { count: 200, bytes: 16 * megabyte },
  ofAll: 256 * megabyte,
  kept: 90 * day,
};

export const roomForUploads: Room = {
  ofOne: { count: 20, bytes: 150 * megabyte },
  ofAll: 500 * megabyte,
  kept: 30 * day,
};

/** What is waiting already: for one person, and for everybody. */
export interface Waiting {
  readonly ofOne: { readonly count: number; readonly bytes: number };
  readonly ofAll: number;
}

/**
 * Why there is no room for `count` more items and `bytes` more bytes; null if there is. What gets smaller always fits.
 */
export function noRoom(
  { ofOne, ofAll }: Room,
  waiting: Waiting,
  { count, bytes }: { readonly count: number; readonly bytes: number },
  [one, many]: readonly [string, string],
): string | null {
  if (count > 0 && waiting.ofOne.count + count > ofOne.count)
    return `You have ${counted(waiting.ofOne.count, one)} waiting, and no more are kept. Publish or discard some of them, then send this again.`;
  if (bytes <= 0) return null;
  if (waiting.ofOne.bytes + bytes > ofOne.bytes)
    return `Your ${many} would take more than ${ofOne.bytes / megabyte} MB together. Publish or discard some of them, then send this again.`;
  if (waiting.ofAll + bytes > ofAll)
    return `The ${many} of all editors take as much room as there is. Ask them to publish or discard some, then send this again.`;
  return null;
}

/** Until when something is kept that was last touched at that time. */
export function keptUntil(room: Room, touchedAt: string): string {
  return new Date(new Date(touchedAt).getTime() + room.kept).toISOString();
}
