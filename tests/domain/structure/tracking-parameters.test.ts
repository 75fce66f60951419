import { describe, expect, test } from 'vitest';
import { isIgnoredHere, isTrackingParameter } from '../../../src/domain/structure/tracking-parameters.js';

const known = [
  'utm_source UTM_Campaign ysclid yclid gclid gbraid wbraid dclid gad_source gad_campaignid fbclid twclid igshid igsh',
  '_gl _ga mtm_campaign matomo_kwd pk_campaign piwik_kwd li_fat_id mibextid msclkid ttclid mc_cid mc_eid vero_id',
  '_hsenc _hsmi hsCtaTracking oly_enc_id rb_clickid s_cid wickedid srsltid epik at_medium cmpid xtor',
].flatMap((names) => names.split(' '));

describe('parameters that follow readers', () => {
  test.each(known)('%s, in a source’s address and in ours', (name) => {
    expect(isTrackingParameter(name, 'example.org')).toBe(true);
    expect(isIgnoredHere(name)).toBe(true);
  });

  test('“ref” and “si” only in ours: elsewhere they may name a document', () => {
    for (const name of ['ref', 'si']) {
      expect(isIgnoredHere(name)).toBe(true);
      expect(isTrackingParameter(name, 'example.org')).toBe(false);
    }
    expect(isTrackingParameter('si', 'www.youtube.com')).toBe(true);
    expect(isTrackingParameter('si', 'notyoutube.com')).toBe(false);
  });

  test.each([
    'as_of known_at evidence since from to reaffirmed movement q party topic position attribution page kind',
    'bom raw one other draft preview kept next id p source status speaker until closed topics utm',
  ])('none that a page could take: %s', (names) => {
    for (const name of names.split(' ')) expect(isIgnoredHere(name)).toBe(false);
  });
});
