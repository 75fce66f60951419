import type { Gauge as AnyGauge, Registry } from 'prom-client';
import { lastSequence } from '../../../data/log/publications.js';
import type { Services } from '../services.js';

export type Prometheus = typeof import('prom-client');

/** A number that is looked up whenever it is asked for. */
interface ReadGauge {
  readonly name: string;
  readonly help: string;
  readonly read: (services: Services) => number | Promise<number>;
}

/** One line each. */
const gauges: readonly ReadGauge[] = [
  {
    name: 'tracker_state_number',
    help: 'The number of the present state of the record; it grows with everything that is done on it.',
    read: ({ database }) => database.stateNumber(),
  },
  {
    name: 'tracker_last_sequence_number',
    help: 'The newest sequence number: how many entries have been published.',
    read: ({ database }) => lastSequence(database.read),
  },
  {
    name: 'tracker_may_write',
    help: '1 if the server takes what is written, 0 if it only lets read.',
    read: ({ lifecycle }) => (lifecycle.readOnly === null ? 1 : 0),
  },
  {
    name: 'tracker_last_backup_timestamp_seconds',
    help: 'When the newest attempt at a backup ended, in seconds since 1970; 0 before the first.',
    read: ({ lifecycle }) => (lifecycle.lastBackup?.at.getTime() ?? 0) / 1000,
  },
  {
    name: 'tracker_last_backup_made',
    help: '1 if the newest attempt at a backup made one, 0 if it failed or there was none.',
    read: ({ lifecycle }) => (lifecycle.lastBackup?.isMade ? 1 : 0),
  },
];

/** What cannot be looked up is NaN: when something fails, the other numbers matter most. */
export function addGauges(
  { Gauge }: Pick<Prometheus, 'Gauge'>,
  registry: Registry,
  services: Services,
): void {
  for (const { name, help, read } of gauges) {
    const collect = async function (this: AnyGauge) {
      this.set(
        await Promise.resolve(services)
          .then(read)
          .catch(() => Number.NaN),
      );
    };
    new Gauge({ name, help, registers: [registry], collect });
  }
}
