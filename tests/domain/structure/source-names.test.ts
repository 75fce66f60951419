import { describe, expect, test } from 'vitest';
import { nearNames, nearNameWarning } from '../../../src/domain/structure/source-names.js';

const onRecord = ['Reuters', 'TIME', 'Associated Press', 'Kyiv Independent', 'BBC', 'РИА Новости', '新华社'];

describe('a name that is nearly one on record', () => {
  test.each([
    ['Reuters news agency', 'Reuters'],
    ['The Reuters', 'Reuters'],
    ['reuters.com', 'Reuters'],
    ['Reuter', 'Reuters'],
    ['Retuers', 'Reuters'],
    ['The Kyiv Independent', 'Kyiv Independent'],
    ['KyivIndependent', 'Kyiv Independent'],
    ['BBC News', 'BBC'],
    ['Агентство РИА Новости', 'РИА Новости'],
  ])('%s: is it %s?', (name, near) => {
    expect(nearNames([name], onRecord).get(name)).toBe(near);
  });

  test.each([
    'Reuters',
    'reuters',
    ' ＲＥＵＴＥＲＳ\u00A0',
    'Riá Novosti',
    'The Times',
    'CNN',
    'CBC',
    'Press Association',
    '新华网',
    'News Agency',
    '—',
    '',
  ])('not asked of %j: it is on record as it is, or another', (name) => {
    expect(nearNames([name], onRecord).size).toBe(0);
  });

  test('is questioned, with what follows from it', () => {
    expect(nearNameWarning('The Reuters', 'Reuters')).toBe(
      '“Reuters” is on record. Is “The Reuters” the same? Then write it as it is on record: by other names they count as two origins.',
    );
  });
});
