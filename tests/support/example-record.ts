import { recordExampleData } from '../../src/actions/example-data/record-example-data.js';
import { type Application, startApplication } from './application.js';

/** An application with the two negotiations of the example, as a first start records them; its clock stands still. */
export async function startWithExampleRecord(): Promise<Application> {
  const application = await startApplication({ exampleData: false });
  application.time.now = new Date('2026-11-29T12:00:00Z');
  await recordExampleData(application.database, application.time.now);
  return application;
}
