import type { Application } from './application.js';

export type LogLine = Readonly<Record<string, unknown>>;

/** The lines of a log, without what differs from one run to the next. Throws where one is not JSON. */
export function logLines({ log }: Pick<Application, 'log'>): LogLine[] {
  return log.map((line) => {
    const { time: _time, pid: _pid, hostname: _hostname, responseTime: _took, ...rest } = JSON.parse(line);
    return rest as LogLine;
  });
}
