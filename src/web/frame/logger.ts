import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The log: one line of JSON per event, on standard output unless a test passes another destination. Levels and times as
 * in the OWASP Logging Vocabulary Cheat Sheet: “INFO”, “WARN”, “CRITICAL”, and ISO 8601 in UTC.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: wordFor(label) }) },
  };
  if (destination) return pino(options, destination);
  const output = standardOutput((lost) =>
    logger.warn({ lost }, 'lines of the log were lost: it could not be written'),
  );
  const logger = pino(options, output);
  return logger;
}

function wordFor(label: string): string {
  return label === 'fatal' ? 'CRITICAL' : label.toUpperCase();
}

/** In bytes: this much of the log is kept while it cannot be written; what comes after is lost. */
const mostKept = 1024 * 1024;

/** In milliseconds: how soon writing is tried again even if nothing new is logged. */
const nextTry = 1_000;

/**
 * Standard output for the log. If it cannot be written, for example because the disk is full, nothing ends or waits; as
 * soon as it can be written again, `onLost` gets the number of missing lines.
 */
function standardOutput(onLost: (count: number) => void): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: mostKept, retryEAGAIN: () => false });
  // pino calls this after a fatal line, and it retries for ever; every line is written at once anyway.
  output.flushSync = () => undefined;
  let lost = 0;
  let isWaiting = false;
  output.on('drop', () => {
    lost += 1;
  });
  output.on('error', () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      output.write('');
    }, nextTry).unref();
  });
  output.on('write', () => {
    if (lost === 0) return;
    const count = lost;
    lost = 0;
    setImmediate(onLost, count);
  });
  return output;
}
