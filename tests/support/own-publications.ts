import type { Application } from './application.js';
import { idsOf } from './update-form.js';
import type { Fields, Visitor } from './visitor.js';

const talks = '/negotiations/russia-ukraine';

/**
 * Publishes by itself, each a minute after the one before: an outcome and its correction, a briefing and clearer words
 * for it, a reservation, its retraction and its restoration, clearer words for a headline and for a proposition, and a
 * demand that joins a question and leaves it.
 */
export async function publishOwn(application: Application, editor: Visitor, admin: Visitor): Promise<void> {
  const { read } = application.database;
  const ids = await idsOf(application);
  const does = async (path: string, fields: Fields, visitor = editor) => {
    application.time.now = new Date(application.time.now.getTime() + 60_000);
    const { status, text } = await visitor.post(`${talks}/${path}`, fields);
    if (status !== 303) throw new Error(`${path} was refused: ${text}`);
  };
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a ceasefire' };
  const outcome = {
    ...{
      outcome: 'lapsed',
      event: '',
      date: '2025-08-15',
      summary: 'The leaders met without it.',
    },
    ...source,
  };
  await does('demands/ceasefire-first/outcome', outcome);
  const { record } = await read.demandOutcome.findFirstOrThrow();
  await does(`demands/ceasefire-first/outcomes/${record}/correct`, {
    ...outcome,
    ...{ summary: 'The leaders met and parted without it.', reason: 'It was worded too shortly.' },
  });
  await does('briefings', { day: '2025-08-20', text: 'After Anchorage both sides wait.' });
  const briefing = await read.briefing.findFirstOrThrow();
  await does(`briefings/${briefing.record}/clarify`, {
    text: 'After Anchorage both sides hold still.',
  });
  await does('reservations', {
    ...{ party: ids.party('ukraine'), quote: 'Nothing is agreed until everything is', date: '2025-08-20' },
    ...{ quoteLanguage: 'en', ...source },
  });
  const reservation = await read.reservation.findFirstOrThrow();
  const path = `reservations/${reservation.record}`;
  await does(`${path}/retract`, { reason: 'The outlet has withdrawn it.' });
  await does(`${path}/restore`, { reason: 'The outlet stands by it.' });
  await does('updates/1/clarify', {
    words: 'Before Anchorage: who wants what',
    reason: 'The place was not named.',
  });
  await does('demands/crimea/clarify', {
    ...{ words: 'Ukraine accepts that Russia keeps control of Crimea', reason: 'It is clearer so.' },
  });
  const topic = await read.topic.findFirstOrThrow({ where: { slug: 'territory' } });
  await does('lists/questions', {
    ...{ wording: 'What becomes of Crimea?', slug: 'crimea', topic: String(topic.id), unit: '' },
  });
  await does('questions/crimea/join', { demand: ids.demand('crimea') });
  await does(`questions/crimea/leave/crimea`, {}, admin);
}
