import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { signedIn } from '../../support/application.js';
import { createExampleDatabase, temporaryFolder } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { hasNginx, Nginx, ProxiedVisitor, proxiedHost } from '../../support/nginx.js';
import { accountOfServer, nothingWrong, PublishingEditor } from '../../support/publishing-editor.js';
import { ServerProcess } from '../../support/server-process.js';
import { idsOf } from '../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';

test.skipIf(!hasNginx)(
  'behind nginx over two servers, of which one is killed and both are started anew, all are answered (needs nginx and openssl)',
  async () => {
    const example = await createExampleDatabase();
    onTestFinished(example.remove);
    const [one, other, plain, secure] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const start = (port: number) =>
      ServerProcess.start(temporaryFolder(), {
        DATABASE_URL: example.url,
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: `https://${proxiedHost}:${secure}`,
        TRUST_PROXY: '1',
        LOG_LEVEL: 'info',
      });
    const servers = { one: await start(one), other: await start(other) };
    onTestFinished(async () => void (await Promise.all(Object.values(servers).map((each) => each.stop()))));
    const nginx = await Nginx.start([`127.0.0.1:${one}`, `127.0.0.1:${other}`], plain, secure);
    onTestFinished(() => nginx.stop());

    const ids = await idsOf(example);
    const editors: PublishingEditor[] = [];
    for (const name of ['first', 'second', 'third']) {
      const { cookie } = await signedIn(example, nginx.address, 'editor', new Date());
      editors.push(new PublishingEditor(new ProxiedVisitor(nginx, cookie), ids, name));
    }
    const isOver = { now: false };
    const statuses = new Map<number, number>();
    const read = async () => {
      while (!isOver.now) {
        const { status } = await nginx.send(talks, {});
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        await wait(20);
      }
    };
    const again = { sent: 0 };
    const publish = async (editor: PublishingEditor) => {
      editor.expectsOutages = true;
      while (!isOver.now || editor.unanswered) {
        if (!editor.unanswered) await editor.publishOne();
        await wait(50);
        if (!editor.unanswered) continue;
        again.sent += 1;
        await wait(200);
        await editor.sendAgain();
      }
    };
    const all = Promise.all([read(), read(), ...editors.map(publish)]);

    await wait(2_000);
    await servers.one.kill();
    await wait(2_000);
    servers.one = await start(one);
    // As the guide says: one only once the other is ready, and nginx sends requests to it again.
    for (const [name, port] of [
      ['other', other],
      ['one', one],
    ] as const) {
      await wait(5_000);
      expect(await servers[name].stop()).toBe(0);
      expect(servers[name].output).toContain('"POST"');
      servers[name] = await start(port);
    }
    await wait(1_000);
    isOver.now = true;
    await all;

    const published = editors.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    console.log(
      `${published} published, of them ${again.sent} sent again; readers got`,
      Object.fromEntries(statuses),
    );
    expect([...statuses.keys()]).toEqual([200]);
    expect(await accountOfServer(example.url, editors)).toEqual(nothingWrong);
    expect(published).toBeGreaterThan(10);
  },
  300_000,
);
