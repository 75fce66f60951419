import type { ExampleAct, ExampleActKind } from '../../data/structure/example-acts.js';
import { exampleAccount } from './account.js';
import { exampleAlternative } from './alternative.js';
import { exampleBriefing } from './briefing.js';
import { exampleClarification } from './clarification.js';
import { exampleClosing } from './closing.js';
import { exampleCorrection } from './correction.js';
import { exampleCorroboration } from './corroboration.js';
import { exampleDenial } from './denial.js';
import { exampleHeadline } from './headline-clarification.js';
import { exampleOutcome } from './outcome.js';
import { exampleProposition } from './proposition-clarification.js';
import { exampleReservation } from './reservation.js';
import { exampleRetraction } from './retraction.js';
import { exampleUpdate, writtenStances } from './update.js';
import type { Recording } from './recording.js';

type Recorder<Kind extends ExampleActKind> = (recording: Recording, act: ExampleAct<Kind>) => Promise<void>;

const recorders: { readonly [Kind in ExampleActKind]: Recorder<Kind> } = {
  update: exampleUpdate,
  corroboration: exampleCorroboration,
  denial: exampleDenial,
  correction: exampleCorrection,
  clarification: exampleClarification,
  'headline clarification': exampleHeadline,
  'proposition clarification': exampleProposition,
  retraction: exampleRetraction,
  outcome: exampleOutcome,
  account: exampleAccount,
  reservation: exampleReservation,
  briefing: exampleBriefing,
  alternative: exampleAlternative,
  closing: exampleClosing,
};

/** Publishes what was published. Throws InvalidInput with a problem per field, Conflict or NotFound. */
export function recordAct<Kind extends ExampleActKind>(
  recording: Recording,
  act: ExampleAct<Kind>,
): Promise<void> {
  return (recorders[act.act as Kind] as Recorder<Kind>)(recording, act);
}

/** The names by which later acts can name it, and what it has published. */
export function namesOfAct(act: ExampleAct): string[] {
  const own = 'id' in act ? [act.id] : [];
  return act.act === 'update' ? [...own, ...writtenStances(act).map(({ name }) => name)] : own;
}
