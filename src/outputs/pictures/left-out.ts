import { isolating, listed } from '../../domain/isolation.js';
import { noteDrawing, type Room } from './picture.js';
import { type Drawing, placed } from './svg.js';

/** Of demands that are not drawn the group of each: “And 9 more demands …: Opposed (4), Past (5). All of them stand on the page …”. */
export function leftOutDrawing(groups: readonly string[], room: Room): Drawing {
  const counted = new Map<string, number>();
  for (const group of groups) counted.set(group, (counted.get(group) ?? 0) + 1);
  const counts = listed([...counted].map(([group, number]) => isolating`${group} (${number})`));
  const more = groups.length === 1 ? 'demand, which has' : 'demands, which have';
  const words = `And ${groups.length} more ${more} no room here: ${counts}. All of them stand on the page whose address is below.`;
  const { svg, height } = noteDrawing(words, room);
  return { svg: placed(svg, 0, 12), height: height + 12 };
}
