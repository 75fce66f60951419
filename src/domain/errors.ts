/** One thing wrong with one field of a form. `field` is the field's name in the form, `message` a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What was typed cannot be accepted; each problem names its field (422). */
export class InvalidInput extends Error {
  constructor(readonly problems: readonly FieldProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.name = 'InvalidInput';
  }
}

/** The person may not do this (403). */
export class NotPermitted extends Error {
  override name = 'NotPermitted';
}

/** The actor has meanwhile been signed out or deactivated (401). */
export class SessionEnded extends Error {
  constructor() {
    super('Your session has ended, so nothing was recorded. Sign in, then send it again.');
    this.name = 'SessionEnded';
  }
}

/** There is nothing by that name (404). */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** The database cannot record anything at the moment (503); nothing was recorded. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** Too many ask at the moment (503): the same may be asked again after some seconds. */
export class Busy extends Unavailable {
  override name = 'Busy';
  readonly seconds = 60;
}

/** Somebody else changed it meanwhile, or it is already done (409). */
export class Conflict extends Error {
  override name = 'Conflict';
}
