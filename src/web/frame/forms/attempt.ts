import { Conflict, InvalidInput } from '../../../domain/errors.js';

/**
 * How a refused form is shown again, with everything that was typed. A refusal without a handler here gets an error
 * page.
 */
export interface ShownAgain {
  /** With the problems at its fields: 422. */
  readonly invalid?: (refused: InvalidInput) => Promise<void>;
  /** With what somebody else did meanwhile: 409. */
  readonly conflict?: (refused: Conflict) => Promise<void>;
}

/** Does what a form asks; if that is refused, shows the form again. Any other error is rethrown. */
export async function attempt(act: () => Promise<void>, { invalid, conflict }: ShownAgain): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InvalidInput && invalid) return invalid(error);
    if (error instanceof Conflict && conflict) return conflict(error);
    throw error;
  }
}
