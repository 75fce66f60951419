import type { PagePicture } from './parts/pictures.js';
import { demandPicture } from './readers/demands/picture.js';
import { positionPicture } from './readers/positions/picture.js';
import { timelinePicture } from './readers/timeline/picture.js';

/** Every page that is also a picture. */
export const pictures: readonly PagePicture[] = [timelinePicture, demandPicture, positionPicture];
