// Measures the buyer's pages of a running Kvartal as Lighthouse's slow phone sees them, and ends with 1 when a goal is missed.
// Arguments: what `./kvartal status --json` says; then names of pages, all of them by default. CHROME_PATH says where Chromium is.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';

const GOALS = { performance: 0.95, accessibility: 1, 'best-practices': 0.95, seo: 0.95 };
const MOST_KB = 170;
const MOST_SHIFT = 0.02;

const { state, app } = JSON.parse(process.argv[2] ?? '{}');
if (state !== 'running') {
  console.error('Kvartal is not running; start it with ./kvartal start --detach');
  process.exit(1);
}

const visitor = randomUUID();
const cookie = { Cookie: `kv_visitor=${visitor}` };
const found = (await (await fetch(`${app}/api/v1/complexes?city=almaty&size=2`)).json()).items;
for (const { slug } of found) {
  await fetch(`${app}/api/v1/comparison/${slug}`, { method: 'PUT', headers: cookie });
}
const pages = {
  search: '/ru/almaty/novostroyki',
  complex: `/ru/zhk/${found[0].slug}`,
  comparison: '/ru/compare',
  affordability: '/ru/affordability',
  developer: `/en/developer/${found[0].developer.slug}`,
};
const asked = process.argv.slice(3);
const chosen = Object.entries(pages).filter(([name]) => asked.length === 0 || asked.includes(name));

// The first visit to each page warms the server, whose start is not what is measured.
for (const [, path] of chosen) {
  for (let i = 0; i < 20; i++) await (await fetch(app + path, { headers: cookie })).text();
}

const chromePath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => path && existsSync(path));
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
let missed = 0;
try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });
  await browser.defaultBrowserContext().setCookie({ name: 'kv_visitor', value: visitor, domain: new URL(app).hostname, path: '/' });
  await browser.disconnect();
  for (const [name, path] of chosen) {
    const { lhr } = await lighthouse(app + path, { port: chrome.port, output: 'json', logLevel: 'error' });
    const scores = Object.fromEntries(Object.keys(GOALS).map(goal => [goal, lhr.categories[goal].score]));
    const requests = lhr.audits['network-requests'].details.items;
    const photos = requests.filter(request => request.resourceType === 'Image').reduce((sum, r) => sum + r.transferSize, 0);
    const kb = (requests.reduce((sum, request) => sum + request.transferSize, 0) - photos) / 1024;
    const shift = lhr.audits['cumulative-layout-shift'].numericValue;
    const paint = lhr.audits['largest-contentful-paint'].numericValue;
    const failures = [
      ...Object.entries(GOALS).filter(([goal, least]) => scores[goal] < least).map(([goal]) => goal),
      ...(kb > MOST_KB ? ['transfer'] : []),
      ...(shift > MOST_SHIFT ? ['layout shift'] : []),
    ];
    console.log(
      name.padEnd(14),
      Object.entries(scores).map(([goal, score]) => `${goal} ${score.toFixed(2)}`).join('  '),
      ` transfer ${kb.toFixed(0)} KB + ${(photos / 1024).toFixed(0)} KB of pictures  shift ${shift.toFixed(3)}  largest paint ${(paint / 1000).toFixed(1)} s`,
      failures.length === 0 ? 'ok' : 'MISSED: ' + failures.join(', '));
    for (const audit of Object.values(lhr.audits)) {
      if (failures.length > 0 && audit.score !== null && audit.score < 0.9) console.log(`    ${audit.score} ${audit.id}: ${audit.displayValue ?? audit.title}`);
    }
    missed += failures.length;
  }
} finally {
  chrome.kill();
}
process.exit(missed === 0 ? 0 : 1);
