/** What work in pieces comes to, if nobody else has a turn between them. */
export function finished<Result>(work: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
