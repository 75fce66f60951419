import { isolating } from '../../../domain/isolation.js';
import { createSource } from '../../../actions/structure/create-source.js';
import { editSource } from '../../../actions/structure/edit-source.js';
import { searchSources } from '../../../data/search/search.js';
import {
  countNewerSources,
  findSource,
  listedSources,
  namesOnRecord,
} from '../../../data/structure/sources.js';
import type { NewSource } from '../../../domain/structure/new-source.js';
import { searchTerms } from '../../../domain/search.js';
import { shortDate } from '../../../domain/when.js';
import { paths } from '../../frame/paths.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { offering } from '../../parts/update-form/stance-fields.js';
import type { EditableNoun } from '../../parts/structure/noun.js';

export const sourceNoun: EditableNoun = {
  word: 'source',
  plural: 'sources',
  ability: 'edit_references',
  created: null,
  closable: null,
  advice: 'A source is a document or report. The same web address is the same source in every negotiation.',

  pages: { length: 100, countBefore: ({ read }, id) => countNewerSources(read, id) },
  listPath: paths.recordedSources,

  list: async ({ read }, words, part) => {
    const found = words === '' ? null : await searchSources(read, searchTerms(words));
    return (await listedSources(read, found, part)).map(({ id, outlet, title, publishedDate }) => ({
      id,
      key: String(id),
      name: title,
      details: publishedDate ? isolating`${outlet} · ${shortDate(publishedDate)}` : outlet,
      isClosed: null,
    }));
  },

  find: async ({ read }, key) => {
    const recorded = /^\d{1,9}$/.test(key) ? await findSource(read, Number(key)) : null;
    if (!recorded) return null;
    const { id, ...fields } = recorded;
    return { id, name: recorded.title, fields };
  },

  prefilled: () => ({}),

  definitions: async ({ read }) => {
    const names = await namesOnRecord(read);
    return definitions.map((field) => (field.name === 'outlet' ? offering(field, names) : field));
  },

  create: ({ database, actor, negotiationId, now }, values) =>
    createSource(database, actor, { negotiationId, source: sourceFields(values) }, now),

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editSource(database, actor, { negotiationId, id, seen, fields: sourceFields(values) }, now),
};

const dateHint = 'As far as it is known: 15 Aug 2025, 2025-08 or 2025.';

const definitions: readonly FieldDefinition[] = [
  { kind: 'text', name: 'outlet', label: 'Outlet', isRequired: true },
  { kind: 'text', name: 'title', label: 'Title', isRequired: true },
  { kind: 'text', name: 'url', label: 'Web address' },
  { kind: 'text', name: 'archiveUrl', label: 'Archived address' },
  { kind: 'text', name: 'author', label: 'Author' },
  { kind: 'text', name: 'publishedDate', label: 'Published on', hint: dateHint },
  { kind: 'text', name: 'accessedDate', label: 'Accessed on', hint: dateHint },
  {
    kind: 'textarea',
    name: 'note',
    label: 'Note',
    hint: 'What a reader should know about it, for example how an undated text was dated.',
  },
];

function sourceFields(values: FormValues): NewSource {
  return {
    outlet: textIn(values, 'outlet'),
    title: textIn(values, 'title'),
    url: optionalTextIn(values, 'url'),
    archiveUrl: optionalTextIn(values, 'archiveUrl'),
    author: optionalTextIn(values, 'author'),
    publishedDate: optionalTextIn(values, 'publishedDate'),
    accessedDate: optionalTextIn(values, 'accessedDate'),
    note: textIn(values, 'note'),
  };
}
