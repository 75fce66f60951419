import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The log: one line of JSON for each happening, on standard output unless a test gives another place. Levels and times
 * as in the OWASP Logging Vocabulary Cheat Sheet: “INFO”, “WARN”, “CRITICAL”, and ISO 8601 in UTC.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: wordFor(label) }) },
  };
  return pino(options, destination);
}

function wordFor(label: string): string {
  return label === 'fatal' ? 'CRITICAL' : label.toUpperCase();
}
