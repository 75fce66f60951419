import type { Response } from 'express';
import { paths, type RecordActName } from '../../frame/paths.js';
import type { RecordPlace, Shown } from '../../frame/place.js';
import { editorOf } from '../../frame/request-context.js';
import { positionUrl } from '../../parts/position-url.js';
import type { ActState, ActWords } from '../../parts/record-form/act-page.js';

/** The form of an act on one record: the record, what was typed, and where the form leads. */
export function actStateOn(
  response: Response,
  { negotiation, record }: RecordPlace,
  { name, words }: { readonly name: RecordActName; readonly words: ActWords },
  { values, problems = [], notice }: Shown,
): ActState {
  return {
    negotiation,
    words,
    records: [record],
    values,
    problems,
    notice: notice ?? null,
    action: paths.recordAct(negotiation.slug, record.record, name),
    cancelUrl: positionUrl(negotiation, record),
    csrfToken: editorOf(response).csrfToken,
  };
}
