import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inspectFile } from '../support/inspected-file.js';
import { createExampleDatabase } from '../support/database.js';
import { kills, longestKills } from '../support/kills.js';
import { accountOf, editorsAt, nothingWrong, updatesIn } from '../support/publishing-editor.js';
import { ServerProcess } from '../support/server-process.js';

const editorCount = 4;
/** In milliseconds, from when the editors begin. */
const longestLife = 1_500;

test(
  'kill -9 while editors publish: what was acknowledged is there, whole, and what is sent again is there once',
  async () => {
    const { database, file, url, remove } = await createExampleDatabase();
    await database.close();
    const already = updatesIn(file).length;
    const start = () => ServerProcess.start(dirname(file), { DATABASE_URL: url });
    let server = await start();
    const editors = await editorsAt(server.address, url, editorCount);
    const seen = { unanswered: 0, published: 0 };
    for (let round = 0; round < kills; round += 1) {
      const publishing = editors.map((editor) => editor.publish());
      await wait(Math.random() * longestLife);
      await server.kill();
      await Promise.all(publishing);
      const before = new Set(updatesIn(file).map(({ key }) => key));
      expect(accountOf(file, editors)).toEqual(nothingWrong);
      expect((await inspectFile(file)).findings).toEqual([]);

      server = await start();
      expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
      for (const editor of editors) {
        editor.moveTo(server.address);
        if (editor.unanswered) seen.unanswered += 1;
        if (editor.unanswered && before.has(editor.unanswered.key)) seen.published += 1;
      }
      await Promise.all(editors.map((editor) => editor.sendAgain()));
      expect(editors.map(({ unanswered }) => unanswered)).toEqual(editors.map(() => null));
    }
    const last = editors.map(({ acknowledged }) => [...acknowledged].at(-1));
    for (const [index, editor] of editors.entries()) {
      const [path, update] = last[index] ?? [];
      if (!update) continue;
      await editor.send(update);
      expect([...editor.acknowledged].filter(([, { key }]) => key === update.key)).toEqual([[path, update]]);
    }
    expect(await server.stop()).toBe(0);

    const keys = editors.flatMap(({ acknowledged }) => [...acknowledged.values()].map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(accountOf(file, editors)).toEqual(nothingWrong);
    expect(updatesIn(file)).toHaveLength(already + keys.length);
    expect((await inspectFile(file)).findings).toEqual([]);
    console.log(
      `${kills} kills, ${keys.length} acknowledged updates, all there and whole; ${seen.unanswered} without an ` +
        `answer, of which ${seen.published} were published all the same, each once after it was sent again`,
    );
    await remove();
  },
  longestKills,
);
