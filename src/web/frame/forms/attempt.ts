import { Conflict, InvalidInput } from '../../../domain/errors.js';

/** How a form is shown again, with all that was typed. What is not said here is answered with the page of an error. */
export interface ShownAgain {
  /** With what is wrong at its fields: 422. */
  readonly invalid?: (refused: InvalidInput) => Promise<void>;
  /** With what somebody else did meanwhile: 409. */
  readonly conflict?: (refused: Conflict) => Promise<void>;
}

/** Does what a form asks; where that is refused, the form is shown again. What fails otherwise is thrown on. */
export async function attempt(act: () => Promise<void>, { invalid, conflict }: ShownAgain): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InvalidInput && invalid) return invalid(error);
    if (error instanceof Conflict && conflict) return conflict(error);
    throw error;
  }
}
