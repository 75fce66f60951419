import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { versionFields } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Of update 1: Ukraine on cede-territory, on cede-donbas and on crimea. */
const [corrected, retracted, reworded] = [38, 39, 40];
let application: Application;
let editor: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  await actOnRecords(application, editor);
  const path = `${talks}/records/${reworded}/correct`;
  const fields = versionFields(await editor.get(path));
  const sent = {
    ...{ ...fields, do: 'publish', reason: 'The summary named another video.' },
    ...{ 'stances.0.summary': 'In a video of the day.', 'stances.0.attribution': 'on_record_official' },
  };
  expect((await editor.post(path, sent)).status).toBe(303);
});

afterAll(() => application.stop());

/** A stance on the page of the update, with what is struck and what is new in brackets. */
async function stanceOf(record: number): Promise<string> {
  const { text } = await application.visitor().get(`${talks}/updates/1`);
  const article = new RegExp(`id="stance-${record}">([\\s\\S]*?)</article>`).exec(text)?.[1] ?? '';
  const marked = article
    .replace(/<(?:div class="struck"|del[^>]*)>([\s\S]*?)<\/(?:div|del)>/g, ' [struck: $1] ')
    .replace(/<ins[^>]*>([\s\S]*?)<\/ins>/g, ' [new: $1] ');
  return unescaped(marked.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .replaceAll(' ]', ']')
    .trim();
}

test('of a corrected position the value is struck with the sentence, beside the new one, and so are only the words that changed', async () => {
  expect(await stanceOf(corrected)).toBe(
    '[struck: Ukraine rejects: Ukraine cedes territory to Russia as part of a deal] [struck: Rejects] [new: Rejects (red line)] On the record, principal 9 August 2025 · First recorded Corrected See its log [struck: Volodymyr Zelensky, President of Ukraine Note Quoted in the outlet’s translation.] In a video on Telegram the President refuses to give up land. “Ukrainians will not gift their land to the occupier.” TIME , Explainer on the coming Trump–Putin meeting in Alaska, 10 August 2025',
  );
});

test('of a retracted stance everything is struck', async () => {
  expect(await stanceOf(retracted)).toBe(
    '[struck: Ukraine rejects: Russia receives the whole Donbas] [struck: Rejects] On the record, principal 9 August 2025 · First recorded Retracted See its log [struck: In the same video the President points to the constitution as the answer on territory. “The answer to Ukraine’s territorial question is already in the constitution of Ukraine” Volodymyr Zelensky, President of Ukraine Note Quoted in the outlet’s translation.] TIME , Explainer on the coming Trump–Putin meeting in Alaska, 10 August 2025',
  );
});

test('of a stance whose words or attribution alone were wrong neither sentence nor value is struck', async () => {
  expect(await stanceOf(reworded)).toBe(
    'Ukraine rejects: Ukraine accepts Russian control of Crimea Rejects [struck: On the record, principal] [new: On the record, official] 9 August 2025 · First recorded Corrected See its log [struck: In the same video the President rules out giving up any part of the territory.] Volodymyr Zelensky, President of Ukraine Note Crimea is not named in the video. TIME , Explainer on the coming Trump–Putin meeting in Alaska, 10 August 2025',
  );
});
