import { attributions } from '../../src/domain/attribution.js';

/** Words in several scripts, from which names and propositions are made. */
const words = {
  German:
    'Größe Straße Übergang Entschädigung Truppenabzug Gefangenenaustausch Sicherheitsgarantie für über'.split(
      ' ',
    ),
  Cyrillic: 'переговоры границы безопасность гарантии территория вывод войск обмен пленными'.split(' '),
  Arabic: 'المفاوضات وقف إطلاق النار تبادل الأسرى الحدود ضمانات الأمن'.split(' '),
  Hebrew: 'משא ומתן הפסקת אש חילופי שבויים גבולות ביטחון ערבויות'.split(' '),
  Chinese: ['双方应当立即', '实现全面停火', '并交换战俘', '恢复谈判', '撤出军队'],
  Thai: ['การเจรจา', 'หยุดยิง', 'แลกเปลี่ยนเชลยศึก', 'ชายแดน', 'ความมั่นคง'],
} as const;

export type Script = keyof typeof words;

export interface WideFile {
  readonly parties: number;
  readonly demands: number;
  readonly scripts: readonly Script[];
  /** Without slugs, parties, topics and demands are given by their names alone. */
  readonly isNamed?: boolean;
}

const stances = ['demands', 'favours', 'neutral', 'reluctant', 'rejects'] as const;

/** A file of stances as a converter makes it: every party on every demand, texts with commas, quotes and breaks. */
export function createNegotiationFile({ parties, demands, scripts, isNamed = false }: WideFile): string {
  const phrase = (index: number, length: number) => {
    const own = words[scripts[index % scripts.length] as Script];
    return Array.from({ length }, (_, place) => own[(index + place * 3) % own.length]).join(' ');
  };
  const slugged = (kind: string, index: number) => (isNamed ? [] : [`${kind}-${index + 1}`]);
  const header = [
    ...(isNamed
      ? ['party', 'demand', 'topic']
      : ['party_slug', 'party', 'demand_slug', 'demand', 'topic_slug', 'topic']),
    ...['position', 'attribution', 'effective_date', 'summary', 'quote', 'quote_language', 'note'],
    ...['source_outlet', 'source_title', 'source_url', 'locator'],
  ];
  const rows = Array.from({ length: parties * demands }, (_, index) => {
    const [party, demand] = [Math.floor(index / demands), index % demands];
    const topic = demand % 8;
    return [
      ...[...slugged('p', party), `${phrase(party, 2)} ${party + 1}`],
      ...[...slugged('d', demand), `${phrase(demand, 5)} ${demand + 1}`],
      ...[...slugged('t', topic), `${phrase(topic, 1)} ${topic + 1}`],
      stances[(party * 7 + demand * 3) % stances.length],
      attributions[(party + demand) % 3]?.value,
      `2025-0${1 + (demand % 8)}-1${party % 10}`,
      `${phrase(index, 6)}; „${phrase(index + 1, 2)}“,\n=${phrase(index + 2, 3)}`,
      `"${phrase(index, 4)}"`,
      'de',
      `=1+${index}\t${phrase(index, 2)}`,
      phrase(demand % 30, 1),
      `${phrase(demand % 30, 4)} ${demand % 30}`,
      `https://example.org/${demand % 30}`,
      String(index),
    ];
  });
  return `\ufeff${[header, ...rows].map(lineOf).join('')}`;
}

function lineOf(fields: readonly (string | undefined)[]): string {
  return `${fields.map((field = '') => `"${field.replaceAll('"', '""')}"`).join(';')}\r\n`;
}
