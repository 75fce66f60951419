import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pictureStyles, stylesIn } from '../../../src/outputs/pictures/styles.js';

const charts = readdirSync('views/parts').filter((name) =>
  /^(course-chart|course-rows|course-stretches|course-levels|question-chart|timeline-chart|timeline-link|event-marks|time-axis)\.ejs$/.test(
    name,
  ),
);
/** Says only which of two is drawn, or is a link. */
const unstyled = ['chart-wide', 'chart-link', 'chart-course'];

test('whatever is drawn in a chart of a page has its look in pictures', () => {
  const classes = charts.flatMap((name) => {
    const view = readFileSync(`views/parts/${name}`, 'utf8').replace(/<%[^%]*%>/g, '*');
    return [...view.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/[\s*]+/));
  });
  const wanted = [...new Set(classes)].filter((name) => name !== '' && !name.endsWith('-'));
  const lacking = wanted.filter((name) => !pictureStyles.includes(`.${name}`) && !unstyled.includes(name));
  expect(lacking).toEqual([]);
});

test('the styles have neither variables nor the short form of fonts, which not every program knows', () => {
  expect(pictureStyles).not.toMatch(/var\(|font:/);
});

test('an instance’s colour takes the place of ours wherever that is used', () => {
  expect(stylesIn('#803000')).toContain('.talks{font-weight:600;fill:#803000}');
  expect(stylesIn('#803000')).not.toContain('#12545f');
  expect(stylesIn(null)).toBe(pictureStyles);
});
