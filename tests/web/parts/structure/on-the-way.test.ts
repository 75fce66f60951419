import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import {
  errorAt,
  fieldIn,
  type Ids,
  idsOf,
  soundUpdate,
  versionFields,
} from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const words = 'Ukraine holds a presidential election';
const send = (fields: Fields, who = editor) => who.post(`${talks}/updates`, fields);
const press = (fields: Fields, who = editor) => who.press(`${talks}/updates`, fields);
const audited = async () =>
  (await application.database.read.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );
/** The names of the fields by which something is made on the page. */
const asked = ({ text }: Answer) => [
  ...new Set([...text.matchAll(/name="(stances\.\d+\.create\.[^"]+)"/g)].map(([, name]) => name as string)),
];

/** An update whose demand is not on record, and what its editor fills in for it. */
const withDemand = (changes: Fields = {}): Fields =>
  soundUpdate(ids, {
    ...{ do: 'create.demand.0', 'stances.0.demand': words },
    'stances.0.create.demand.typed': words,
    'stances.0.create.demand.proposition': words,
    'stances.0.create.demand.topic': '1',
    'stances.0.create.demand.raisers': ids.party('united-states'),
    'stances.0.create.demand.addressees': ids.party('ukraine'),
    ...changes,
  });
/** The same in a form that has more than that of an update. */
const demandAlone = (): Fields =>
  Object.fromEntries(Object.entries(withDemand()).filter(([name]) => /\.(demand|create)/.test(name)));
const demands = () => application.database.read.demand.findMany({ orderBy: { id: 'asc' } });

describe('what the list of a stance lacks is asked below it', () => {
  test('with the words that were typed: a demand, a party, a speaker of the party in the row', async () => {
    const lacking = { 'stances.0.demand': words, 'stances.0.speaker': 'Denys Shmyhal' };
    const page = await press(soundUpdate(ids, { ...lacking, do: 'show', 'stances.0.accountBy': 'Türkiye' }));
    expect(fieldIn(page, 'stances.0.create.demand.proposition')).toBe(words);
    expect(fieldIn(page, 'stances.0.create.accountBy.name')).toBe('Türkiye');
    expect(fieldIn(page, 'stances.0.create.speaker.name')).toBe('Denys Shmyhal');
    expect(fieldIn(page, 'stances.0.create.speaker.party')).toBe(ids.party('ukraine'));
    expect(fieldIn(page, 'stances.0.demand')).toBe(words);
    expect(fieldIn(page, 'stances.0.summary')).toBe('The President repeats his answer.');
  });

  test('raised by the party of the row, unless that is against it; a link behind its button leads to its first field', async () => {
    const raisers = async (position: string) => {
      const lacking = { 'stances.0.demand': words, 'stances.0.position': position };
      const { text } = await press(soundUpdate(ids, { ...lacking, do: 'show' }));
      expect(text).toMatch(
        /Create the demand<\/button> <a class="skip-table" href="#field-stances-0-create-demand-proposition">/,
      );
      return [...text.matchAll(/<input type="checkbox"[^>]*>/g)]
        .map(([input]) => input)
        .filter((input) => input.includes('create.demand.raisers') && input.includes(' checked'))
        .map((input) => /value="(\d+)"/.exec(input)?.[1]);
    };
    expect(await raisers('demands')).toEqual([ids.party('ukraine')]);
    expect(await raisers('')).toEqual([ids.party('ukraine')]);
    expect(await raisers('rejects')).toEqual([]);
  });

  test('if nothing is typed but “Not listed” is chosen, without words', async () => {
    const page = await press(soundUpdate(ids, { do: 'show', 'stances.0.demand': 'not-listed' }));
    expect(fieldIn(page, 'stances.0.create.demand.proposition')).toBe('');
    expect(asked(await press(soundUpdate(ids, { do: 'show', 'stances.0.demand': 'Crimea' })))).toEqual([]);
  });

  test('other words in the list fill it anew, as long as its own are those of the list', async () => {
    const typed = { 'stances.0.create.demand.typed': 'Ukrane votes soon', 'stances.0.demand': words };
    const named = (proposition: string) =>
      press(soundUpdate(ids, { ...typed, do: 'show', 'stances.0.create.demand.proposition': proposition }));
    const proposition = 'stances.0.create.demand.proposition';
    expect(fieldIn(await named('Ukrane votes soon'), proposition)).toBe(words);
    expect(fieldIn(await named('Ukraine votes soon'), proposition)).toBe('Ukraine votes soon');
  });

  test('a contributor is told who can create it', async () => {
    const contributor = await application.signedIn('contributor');
    const page = await contributor.press(
      `${talks}/proposals`,
      soundUpdate(ids, { do: 'show', 'stances.0.demand': words }),
    );
    expect(page.text).toContain(
      'Ask an editor or an admin to create it. In a proposed update, leave this empty',
    );
    expect(asked(page)).toEqual([]);
    expect(page.text).not.toContain('Not listed');
  });
});

describe('it is created by a button of the form', () => {
  test('a demand: audited by itself, chosen in its row, with everything typed kept', async () => {
    const { location } = await send(withDemand());
    expect(location).toMatch(/\/updates\/new\?draft=[0-9a-f-]{36}#field-stances-0-demand$/);
    const demand = (await demands()).at(-1);
    expect(demand?.proposition).toBe(words);
    expect((await audited()).slice(-1)).toEqual(['create_demand']);
    const page = await editor.open((location as string).split('#')[0] as string);
    expect(fieldIn(page, 'stances.0.demand')).toBe(String(demand?.id));
    expect(fieldIn(page, 'stances.0.summary')).toBe('The President repeats his answer.');
    expect(asked(page)).toEqual([]);
    const published = await send(soundUpdate(ids, { 'stances.0.demand': String(demand?.id) }));
    expect(published.location).toMatch(/\/updates\/6$/);
  });

  test('a party that is new, or one of another negotiation', async () => {
    const admin = await application.signedIn('admin');
    await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
    const fields = (name: string, changes: Fields) =>
      soundUpdate(ids, { do: 'create.party.0', 'stances.0.party': name, ...changes });
    const own = (party: Fields) =>
      Object.fromEntries(
        Object.entries(party).map(([name, text]) => [`stances.0.create.party.${name}`, text]),
      );
    const made = await press(
      fields('Türkiye', own({ typed: 'Türkiye', name: 'Türkiye', kind: 'state', role: 'mediator' })),
    );
    const party = await application.database.read.party.findFirstOrThrow({ where: { slug: 'turkiye' } });
    expect(fieldIn(made, 'stances.0.party')).toBe(String(party.id));
    const elsewhere = (act: Fields) => editor.press('/negotiations/grain/updates', act);
    const offered = await elsewhere(fields('türkiye', { do: 'show' }));
    expect(fieldIn(offered, 'stances.0.create.party.existing')).toBe(String(party.id));
    const joined = own({ typed: 'türkiye', existing: String(party.id), role: 'observer', name: '' });
    const page = await elsewhere(fields('türkiye', joined));
    expect(fieldIn(page, 'stances.0.party')).toBe(String(party.id));
    expect(await application.database.read.party.count({ where: { name: 'Türkiye' } })).toBe(1);
  });

  test('a speaker, chosen in every row that asks for the same one', async () => {
    const name = 'Denys Shmyhal';
    const page = await press(
      soundUpdate(ids, {
        ...{ do: 'create.speaker.0', 'stances.0.speaker': name, 'stances.1.speaker': name },
        'stances.0.create.speaker.name': name,
        'stances.0.create.speaker.party': ids.party('ukraine'),
        'stances.0.create.speaker.role': 'Minister of Defence of Ukraine',
        'stances.1.create.speaker.name': name,
      }),
    );
    const speaker = await application.database.read.speaker.findFirstOrThrow({ where: { name } });
    expect(fieldIn(page, 'stances.0.speaker')).toBe(String(speaker.id));
    expect(fieldIn(page, 'stances.1.speaker')).toBe(String(speaker.id));
    expect(asked(page)).toEqual([]);
    expect((await audited()).slice(-1)).toEqual(['create_speaker']);
  });

  test('a demand with a new topic and a new question, each with its own audit entry', async () => {
    await press(
      withDemand({
        'stances.0.create.demand.topic': '',
        'stances.0.create.demand.topicName': 'Elections',
        'stances.0.create.demand.questionWording': 'When does Ukraine vote?',
        'stances.0.create.demand.unit': 'year',
        'stances.0.create.demand.sense': 'at_most',
        'stances.0.create.demand.number': '2026',
      }),
    );
    expect((await audited()).slice(-4)).toEqual([
      'create_topic',
      'create_question',
      'create_demand',
      'join_question',
    ]);
    const topic = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'elections' } });
    expect((await demands()).at(-1)?.topicId).toBe(topic.id);
  });

  test('under a topic that is there already if its name is typed', async () => {
    const before = await application.database.read.topic.count();
    const topic = { 'stances.0.create.demand.topic': '', 'stances.0.create.demand.topicName': 'territory' };
    await press(withDemand(topic));
    expect(await application.database.read.topic.count()).toBe(before);
    expect((await demands()).at(-1)?.proposition).toBe(words);
  });
});

describe('what cannot be created so comes back as it was typed, and nothing is made', () => {
  const refusals: readonly [string, string, Fields, string][] = [
    ['a proposition that is none', 'proposition', { proposition: 'Vote?' }, 'A proposition has 10 to 300'],
    ['no topic', 'topic', { topic: '' }, 'Choose the topic'],
    ['two topics', 'topicName', { topicName: 'Elections' }, 'Either choose a topic or name a new one.'],
    ['no raisers', 'raisers', { raisers: [] }, 'Choose at least one party'],
    ['a new topic without raisers', 'raisers', { topic: '', topicName: 'Votes', raisers: [] }, 'Choose at'],
    ['an amount of no question', 'question', { number: '3' }, 'Choose the question that the amount answers'],
    ['a unit of no question', 'questionWording', { unit: 'year' }, 'Word the question whose unit this is'],
    ['a question that is none', 'questionWording', { questionWording: 'Votes' }, 'A question has 10 to 300'],
    ['no amount', 'number', { questionWording: 'When to vote?', unit: 'year', sense: 'about' }, 'Give the'],
    ['a day that is none', 'until', { until: '2026' }, 'Write a full day'],
  ];

  test.each(refusals)('%s: at %s', async (_what, field, changes, message) => {
    const named = Object.entries(changes).map(([name, text]) => [`stances.0.create.demand.${name}`, text]);
    const fields = withDemand(Object.fromEntries(named));
    const before = { demands: (await demands()).length, audited: await audited() };
    const topics = await application.database.read.topic.count();
    const page = await send(fields);
    expect(page.status).toBe(422);
    expect(errorAt(page, `stances.0.create.demand.${field}`)).toContain(message);
    expect(page.text).toContain(`href="#field-stances-0-create-demand-${field}"`);
    expect(fieldIn(page, 'stances.0.demand')).toBe(words);
    expect(fieldIn(page, 'stances.0.summary')).toBe('The President repeats his answer.');
    expect({ demands: (await demands()).length, audited: await audited() }).toEqual(before);
    expect(await application.database.read.topic.count()).toBe(topics);
    const draft = await editor.open(`${talks}/updates/new?draft=${String(fields.key)}`);
    const typed = String(changes.proposition ?? words);
    expect(fieldIn(draft, 'stances.0.create.demand.proposition')).toBe(typed);
  });

  test('a second demand with the same words is asked back, and then made', async () => {
    await press(withDemand());
    const again = await send(withDemand());
    expect(again.status).toBe(422);
    expect(errorAt(again, 'stances.0.create.demand.second')).toContain('is a demand already. Tick the box');
    const before = (await demands()).length;
    const ticked = { 'stances.0.create.demand.second': '1' };
    expect((await send(withDemand(ticked))).status).toBe(303);
    expect((await demands()).length).toBe(before + 1);
  });

  test('a contributor’s button is refused', async () => {
    const contributor = await application.signedIn('contributor');
    const answer = await contributor.post(`${talks}/proposals`, withDemand());
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Ask an editor or an admin.');
    expect((await demands()).at(-1)?.proposition).not.toBe(words);
  });
});

test('what a correction lacks is created in its form, and a second click finds it', async () => {
  const path = `${talks}/records/${(await application.database.read.entry.findFirstOrThrow()).sequence}/correct`;
  const correcting = { ...versionFields(await editor.get(path)), reason: 'The report was misread by us.' };
  const lacking = { ...correcting, 'stances.0.speaker': 'not-listed', do: 'show' };
  expect(asked(await editor.post(path, lacking))).toContain('stances.0.create.speaker.role');
  const create = { ...correcting, ...demandAlone(), do: 'create.demand.0' };
  const before = (await demands()).length;
  const none = await editor.post(path, { ...create, 'stances.0.create.demand.topic': '' });
  expect([none.status, errorAt(none, 'stances.0.create.demand.topic')]).toEqual([
    422,
    'Choose the topic under which the demand stands.',
  ]);
  const pages = [await editor.post(path, create), await editor.post(path, create)];
  const demand = (await demands()).at(-1);
  expect((await demands()).length).toBe(before + 1);
  for (const page of pages) {
    expect([page.status, fieldIn(page, 'stances.0.demand')]).toEqual([200, String(demand?.id)]);
    expect(fieldIn(page, 'reason')).toBe('The report was misread by us.');
  }
});

test('what a proposed correction lacks is created in its form by an editor, and a contributor is told whom to ask', async () => {
  const { sequence } = await application.database.read.entry.findFirstOrThrow();
  const path = `${talks}/records/${sequence}/propose-correction`;
  const page = await editor.open(path);
  const own = { key: fieldIn(page, 'key') as string, revision: '0', reason: 'The report was misread by us.' };
  const create = {
    ...versionFields(page),
    ...own,
    ...demandAlone(),
    do: 'create.demand.0',
  };
  const refused = await editor.post(path, { ...create, 'stances.0.create.demand.topic': '' });
  expect([refused.status, errorAt(refused, 'stances.0.create.demand.topic')]).toEqual([
    422,
    'Choose the topic under which the demand stands.',
  ]);
  const made = await editor.press(path, { ...create, revision: fieldIn(refused, 'revision') as string });
  expect(fieldIn(made, 'stances.0.demand')).toBe(String((await demands()).at(-1)?.id));
  expect(fieldIn(made, 'reason')).toBe('The report was misread by us.');
  const contributor = await application.signedIn('contributor');
  const theirs = { ...create, key: crypto.randomUUID(), do: 'show', 'stances.0.demand': 'A word of none' };
  const shown = await contributor.press(path, theirs);
  expect(shown.text).toContain('Ask an editor or an admin to create it.');
  expect((await contributor.post(path, { ...theirs, do: 'create.demand.0' })).status).toBe(403);
});

test('what a proposed correction lacks is created in its review as well, and published with it', async () => {
  const { sequence } = await application.database.read.entry.findFirstOrThrow();
  const contributor = await application.signedIn('contributor');
  const form = `${talks}/records/${sequence}/propose-correction`;
  const opened = await contributor.open(form);
  const proposed = {
    ...versionFields(opened),
    ...{ key: fieldIn(opened, 'key') as string, revision: '0', do: 'propose' },
    ...{ reason: 'The report was misread by us.', 'stances.0.summary': 'In other words than before.' },
  };
  expect((await contributor.post(form, proposed)).status).toBe(303);
  const review = `${talks}/proposals/1/review`;
  const page = await editor.open(review);
  const lacking = {
    ...versionFields(page),
    ...{ key: fieldIn(page, 'key') as string, revision: '0', reason: 'The report was misread by us.' },
    'stances.0.demand': words,
  };
  const shown = await editor.press(review, { ...lacking, do: 'show' });
  expect(asked(shown)).toContain('stances.0.create.demand.topic');
  const create = { ...lacking, ...demandAlone(), revision: fieldIn(shown, 'revision') as string };
  const made = await editor.press(review, { ...create, do: 'create.demand.0' });
  const demand = (await demands()).at(-1);
  expect(fieldIn(made, 'stances.0.demand')).toBe(String(demand?.id));
  const revision = fieldIn(made, 'revision') as string;
  const publish = { ...lacking, revision, 'stances.0.demand': String(demand?.id), do: 'publish' };
  expect((await editor.post(review, publish)).location).toContain(`/${demand?.slug}?record=${sequence}`);
});

describe('a double click or a reload makes no second one', () => {
  test.each([{}, { 'stances.0.create.demand.second': '1' }, { articleText: '' }, { articleText: 'Words.' }])(
    '%j',
    async (changes) => {
      const [fields, before] = [withDemand(changes), (await demands()).length];
      const answers = await Promise.all([send(fields), send(fields), send(fields)]);
      const late = await send(fields);
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      expect(new Set([...answers, late].map(({ location }) => location)).size).toBe(1);
      expect((await demands()).length).toBe(before + 1);
      expect(await application.database.read.draft.count()).toBe(1);
    },
  );
});
