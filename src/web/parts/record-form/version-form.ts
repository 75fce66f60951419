import type { NewVersion } from '../../../actions/records/record-versions.js';
import { articleField } from '../../../domain/desk/draft.js';
import type { Role } from '../../../domain/people/permissions.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import type { RecordPlace } from '../../frame/place.js';
import type { Services } from '../../frame/services.js';
import { withRecognised } from '../update-form/form-steps.js';
import { recognisedSources, rowContext } from '../update-form/row-context.js';
import type { RowContext } from '../update-form/rows-view.js';
import { rowsOf } from '../update-form/rows.js';
import { sourcesOf, stanceOf } from '../update-form/update-form.js';

/** The fields of the form besides its rows. */
export const versionNames = ['reason', 'version', 'forAll', articleField];

/** What was typed into the form, by which it is recognised if it is sent again. */
export function wordsIn(values: FormValues): Omit<NewVersion, 'negotiationId' | 'record'> {
  return {
    version: numberIn(values, 'version'),
    reason: textIn(values, 'reason'),
    sources: sourcesOf(values),
    stance: stanceOf(rowsOf(values, 'stances')[0] ?? {}),
    isForAll: textIn(values, 'forAll') === 'yes',
  };
}

/** The version of the record that the form gives; what names a known source cites it as it is recorded. */
export async function versionIn(
  { database }: Pick<Services, 'database'>,
  { negotiation, structure, record }: RecordPlace,
  values: FormValues,
): Promise<NewVersion> {
  const complete = withRecognised(values, await recognisedSources(database, values));
  const about = { negotiationId: negotiation.id, structure, record: record.record };
  return { ...about, ...wordsIn(complete), articleText: textIn(values, articleField) };
}

/**
 * What the rows of the form offer: also whatever the record cites, however old; `role` is that of whoever may make here
 * what is lacking.
 */
export async function versionContext(
  services: Services,
  { negotiation, record }: RecordPlace,
  values: FormValues,
  role: Role,
): Promise<RowContext> {
  const context = await rowContext(services, negotiation, values, { role });
  const cited = record.citations.map(({ source }) => source);
  const others = context.sources.filter(({ id }) => !cited.some((source) => source.id === id));
  return { ...context, sources: [...cited, ...others] };
}
