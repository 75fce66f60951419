import { listNegotiations } from '../../../data/structure/negotiations.js';
import { sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { talksList } from '../../../outputs/pictures/talks-list.js';
import type { PictureContents } from '../../frame/pictures/answer.js';
import { plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { purpose } from '../../frame/purpose.js';
import type { Services } from '../../frame/services.js';

/** What the site follows: the card of every page that is of no negotiation. */
export async function sitePicture({ config, database }: Services): Promise<PictureContents> {
  const negotiations = await listNegotiations(database.read);
  const shown = negotiations.filter(({ isHidden }) => !isHidden);
  return {
    head: { ...plainHead(config.publisher.siteName), permalink: paths.front },
    clocks: '',
    lead: purpose,
    draw: (room) =>
      shown.length === 0 ? sentenceDrawing('No negotiation yet.', room) : talksList(shown, room),
    key: () => [],
    name: 'about',
  };
}
