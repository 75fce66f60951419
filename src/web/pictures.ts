import type { PagePicture } from './parts/pictures.js';
import { alignmentPicture } from './readers/alignment/picture.js';
import { demandPicture } from './readers/demands/picture.js';
import { matrixPicture } from './readers/matrix/picture.js';
import { positionPicture } from './readers/positions/picture.js';
import { questionPicture } from './readers/questions/picture.js';
import { standPicture } from './readers/stand/picture.js';
import { timelinePicture } from './readers/timeline/picture.js';

/** Every page that is also a picture. */
export const pictures: readonly PagePicture[] = [
  matrixPicture,
  standPicture,
  timelinePicture,
  alignmentPicture,
  demandPicture,
  questionPicture,
  positionPicture,
];
