#!/usr/bin/env node
// The story of the product by HTTP against a running demo: ./kvartal start --detach && node infra/journey/story.mjs
// Plays the buyer, the telephone provider, the developer and the portal's people. Can be run again and again.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Caller, place, until } from './client.mjs';

const at = place();
const ALATAU = 'alatau-development';
const TENANTS = { CPL: ALATAU, CPT: 'samal-stroy', PLACEMENT: 'nomad-city', FREE: 'tengri-home' };

const guest = () => new Caller(at);
const callers = new Map();
const user = (login) => callers.get(login) ?? callers.set(login, new Caller(at, login)).get(login);
const head = (slug) => user(`head@${slug}.demo`);
const staff = (name) => user(`${name}@kvartal.demo`);
const newPhone = () => `+7705${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
const sum = (money) => Number(money.amount);
const tenge = (money) => `${Number(money.amount).toLocaleString('en')} ${money.currency}`;
const almaty = (ms) => new Date(ms + 5 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');
const quarterOf = (ms) => `${almaty(ms).slice(0, 4)}-Q${Math.ceil(Number(almaty(ms).slice(5, 7)) / 3)}`;
const month = (ms) => almaty(ms).slice(0, 7);

let failures = 0;
let step = '';
function say(text) {
  console.log(`${step.padEnd(4)} ${text}`);
}
function check(condition, text) {
  if (!condition) {
    failures++;
    console.log(`${step.padEnd(4)} FAILED: ${text}`);
  }
  return condition;
}
async function chapter(number, tell) {
  step = `${number}.`;
  try {
    await tell();
  } catch (wrong) {
    failures++;
    console.log(`${step.padEnd(4)} FAILED: ${wrong.message}`);
  }
}

const reveal = (buyer, complex) => buyer.post(`/api/v1/complexes/${complex}/phone-reveals`, {}, 201).then((a) => a.json);
const leadOf = (slug, id) => head(slug).get(`/api/v1/cabinet/leads/${id}`).then((a) => a.json);
async function leadOfCall(slug, call) {
  const found = await until(
    `the lead of call ${call}`,
    () => head(slug).ask('GET', `/api/v1/cabinet/calls/${call}`),
    (answer) => answer.status === 200 && answer.json.lead,
  );
  return leadOf(slug, found.json.lead);
}
const phone = (number, caller, talkSec) =>
  guest()
    .post('/sandbox/phone/calls', { number, caller, waitSec: 6, talkSec, answered: talkSec > 0 }, 202)
    .then((a) => a.json.callId);
const request = (complex, name, number) =>
  guest()
    .post('/api/v1/leads', { complex, name, phone: number, locale: 'ru', consents: ['contact', 'share'] }, 202)
    .then((a) => a.json);
const balanced = async () => (await staff('billing').get('/api/v1/billing/ledger/trial-balance')).json;

const buyer = guest().cookie('kv_consent', 'analytics');
let complex;
let shown;
let call;
let called;
let forgotten;

await chapter(1, async () => {
  const feed = readFileSync(new URL('../demo/defects.yrl.xml', import.meta.url), 'utf8');
  const count = async () => (await guest().get(`/api/v1/complexes?developer=${ALATAU}&size=100`)).json.units.matching;
  const before = await count();
  const manager = staff('manager');
  const report = (await manager.post(`/api/v1/feeds/${ALATAU}/imports?format=yrl&dryRun=true&lang=en`, feed, 200, 'application/xml')).json;
  const first = report.warnings[0];
  say(`dry run of a feed full of defects: ${report.offers} offers, ${report.rejected} rejected, ${report.warnings.length} remarks; line ${first.line}: ${first.message}`);
  check(report.rejected > 0 && report.warnings.every((w) => w.line > 0 && w.message), 'every remark names a line and a sentence');
  await manager.post(`/api/v1/feeds/${ALATAU}/imports?format=yrl`, feed.slice(0, -40), 422, 'application/xml');
  const held = (await manager.post(`/api/v1/feeds/${ALATAU}/imports?format=yrl`, feed, 200, 'application/xml')).json;
  say(`a broken document is refused; a feed without ${held.vanished} flats is ${held.state}`);
  check(held.state === 'HELD', 'a mass disappearance is held');
  check((await count()) === before, `still ${before} flats on sale`);
});

await chapter(2, async () => {
  const found = (await guest().get('/api/v1/complexes?city=almaty&rooms=2&sort=price')).json;
  const cheapest = found.items[0];
  say(`${found.page.totalItems} complexes with two rooms in Almaty; ${cheapest.name} from ${tenge(cheapest.priceFrom)}, ${tenge(cheapest.monthlyFrom)} a month`);
  complex = (await guest().get(`/api/v1/complexes?developer=${ALATAU}&city=almaty`)).json.items[0].slug;
  for (const lang of ['ru', 'kk', 'en']) {
    const page = (await guest().get(`/${lang}/zhk/${complex}`)).text;
    check(page.includes(`<html lang="${lang}"`), `the page in ${lang}`);
  }
  const quote = (await guest().get('/api/v1/mortgage-quotes?price=25000000&downPayment=5000000&months=300&programme=7-20-25&city=almaty')).json.quotes[0];
  say(`25 million at 7 % for 25 years: ${tenge(quote.payment)} a month`);
  check(sum(quote.payment) === 141356, '141,356 tenge');
});

await chapter(3, async () => {
  const landing = `/ru/zhk/${complex}?utm_source=google&utm_medium=cpc&utm_campaign=autumn&utm_term=novostroyki`;
  const page = (await buyer.get(landing)).text;
  shown = await reveal(buyer, complex);
  const again = await reveal(buyer, complex);
  say(`${complex} shows ${shown.display} (${shown.kind}) until ${shown.expiresAt} after a click`);
  check(!page.includes(shown.number) && !page.includes(shown.display), 'no number before the click');
  check(again.number === shown.number, 'the same visitor sees the same number');
});

await chapter(4, async () => {
  const caller = newPhone();
  call = await phone(shown.number, caller, 75);
  called = await leadOfCall(ALATAU, call);
  const row = (await head(ALATAU).get(`/api/v1/cabinet/calls/${call}`)).json;
  say(`a call of 75 s is lead ${called.id}: ${called.verdict}, from ${row.attribution.source}/${row.attribution.campaign}, "${row.attribution.term}", confidence ${row.attribution.confidence}`);
  check(called.verdict === 'TARGET' && called.charge, 'charged as a target contact');
  check(row.attribution.source === 'google' && row.attribution.term === 'novostroyki', 'attribution');
  const recording = `/api/v1/cabinet/calls/${call}/recording`;
  await until('the recording', () => head(ALATAU).ask('GET', recording), (a) => a.status === 200, 120);
  const part = await head(ALATAU).get(recording, 206, { range: 'bytes=1000-1999' });
  say(`the recording plays from the middle: ${part.header('content-range')}`);
  check(part.bytes.length === 1000, 'exactly the asked bytes');
  await head(TENANTS.PLACEMENT).get(recording, 404);

  const id = `journey-${randomUUID()}`;
  const second = newPhone();
  const begun = { call_id: id, uniqueid: id, caller: second.slice(1), callee: shown.number.slice(1), call_type: 'in', calldate: almaty(Date.now() - 90_000) };
  const notices = [
    ['before_call', begun],
    ['pick_up', begun],
    ['after_call', { ...begun, disposition: 'ANSWERED', billsec: 71, call_duration: 80, waittime: 9, has_recording: 0 }],
    ['recording', { ...begun, has_recording: 0 }],
  ];
  const shuffled = Array.from({ length: 10 }, () => notices).flat().sort(() => Math.random() - 0.5);
  for (const [event, body] of shuffled) await guest().post(`${at.hook}?event=${event}`, body);
  const mine = async () => (await head(ALATAU).get('/api/v1/cabinet/leads?limit=100')).json.items.filter((l) => l.buyer.phone === second);
  await until('the lead of the repeated call', mine, (leads) => leads.length > 0 && leads[0].charge);
  const leads = await mine();
  const calls = (await head(ALATAU).get('/api/v1/cabinet/calls?limit=100')).json.items.filter((c) => c.callerPhone === second);
  const charges = (await head(ALATAU).get(`/api/v1/cabinet/charges?period=${month(Date.now())}`)).json.items.filter((c) => c.lead === leads[0].id);
  say(`40 notices in no order are ${calls.length} call, ${leads.length} lead, ${charges.length} charge`);
  check(calls.length === 1 && leads.length === 1 && charges.length === 1, 'once each');
});

await chapter(5, async () => {
  const number = newPhone();
  const accepted = await request(complex, 'Айгерім', number);
  forgotten = { id: accepted.lead, phone: number };
  say(`a request is promised a call by ${accepted.promisedBy}; passport ${at.app}/ru/request/${accepted.passport}`);
  await guest().get(`/kk/request/${accepted.passport}`);
  await guest().post('/api/v1/leads', { complex, name: 'X', phone: newPhone(), consents: [] }, 422);
  await guest().post(`/api/v1/requests/${accepted.passport}/answer`, { called: false });
  say('"was I called?" – no: on its way to the quality desk');
});

await chapter(6, async () => {
  const seen = [];
  for (const [model, slug] of Object.entries(TENANTS)) {
    const place = (await guest().get(`/api/v1/complexes?developer=${slug}`)).json.items[0].slug;
    const { lead } = await request(place, 'Нұрлан', newPhone());
    const card = await leadOf(slug, lead);
    seen.push(`${model} → ${card.handling}`);
    check(card.handling === (model === 'CPL' || model === 'PLACEMENT' ? 'DEVELOPER' : 'CALL_CENTRE'), `${model} went to ${card.handling}`);
    if (model === 'FREE') {
      check(card.buyer.masked, 'masked until taken');
      const taken = (await head(slug).post(`/api/v1/cabinet/leads/${lead}/acceptance`, {})).json;
      check(taken.handling === 'DEVELOPER' && !taken.buyer.masked, 'taken into work');
    }
  }
  say(seen.join(', '));
});

await chapter(7, async () => {
  const sales = user(`sales@${ALATAU}.demo`);
  const path = `/api/v1/cabinet/leads/${called.id}`;
  const { version } = (await sales.get(path)).json;
  const moved = (await sales.put(`${path}/stage`, { stage: 'IN_WORK', version })).json;
  await sales.put(`${path}/stage`, { stage: 'SHOWING', version }, [409, 412]);
  await sales.post(`${path}/contact-attempts`, { at: new Date().toISOString(), outcome: 'reached', note: 'показ в субботу' }, 201);
  const receipt = (await sales.get(`/api/v1/cabinet/charges/${called.charge.id}/receipt`)).json;
  say(`lead is ${moved.stage}; a stale change is refused; charged ${tenge(receipt.charge.amount)} by rule ${receipt.receipt.rule}, contract version ${receipt.receipt.contract.version}`);
  check(receipt.receipt.rules.some((r) => r.values.length > 0), 'the receipt names compared values');
  await head(TENANTS.PLACEMENT).get(path, 404);
  await guest().get(path, 401);
});

await chapter(8, async () => {
  const past = new Date();
  past.setUTCDate(0);
  const period = month(past.getTime());
  const run = (await staff('billing').post('/api/v1/billing/invoice-runs', { period })).json;
  const again = (await staff('billing').post('/api/v1/billing/invoice-runs', { period })).json;
  say(`${period} closed: ${run.created.length} new invoices, ${run.existing} existed; once more: ${again.created.length} new`);
  check(again.created.length === 0, 'one invoice per tenant and month');
  for (const slug of Object.values(TENANTS)) {
    const accountant = user(`accountant@${slug}.demo`);
    for (const invoice of (await accountant.get('/api/v1/cabinet/invoices')).json.items.slice(0, 1)) {
      const pdf = await accountant.get(`/api/v1/cabinet/invoices/${invoice.id}/pdf`);
      check(pdf.bytes.subarray(0, 4).toString() === '%PDF', 'a PDF');
      say(`${slug}: ${invoice.number} of ${invoice.period}, ${tenge(invoice.total)} with VAT ${tenge(invoice.vat)}, ${invoice.state}, PDF of ${pdf.bytes.length} bytes`);
      if (invoice.state !== 'PAID' && sum(invoice.total) > 0) {
        const hosted = await until('the payment page', () => accountant.ask('GET', `/api/v1/cabinet/invoices/${invoice.id}/payment`), (a) => a.status === 303);
        const page = new URL(hosted.header('location')).pathname;
        await guest().submit(page, page, { card: '4242 4242 4242 4242', choice: 'pay' });
        const paid = await until('PAID', async () => (await accountant.get(`/api/v1/cabinet/invoices/${invoice.id}`)).json, (i) => i.state === 'PAID');
        say(`${slug}: paid on the hosted page, the webhook made it ${paid.state}`);
      }
    }
  }
  const trial = await balanced();
  say(`trial balance: ${trial.accounts.length} accounts, difference ${tenge(trial.total)}`);
  check(trial.balanced && sum(trial.total) === 0, 'the ledger is balanced');
});

await chapter(9, async () => {
  const quality = staff('quality');
  const next = await quality.post('/api/v1/desk/callbacks/next', {}, [200, 204]);
  if (next.status === 204) {
    say('quiet hours, or nothing is due: the desk gives nobody to call (204); the lead is opened directly');
  } else {
    say(`the desk's next callback: lead ${next.json.lead}, reason ${next.json.reason}, leased until ${next.json.leaseUntil}`);
    const mine = next.json.lead === forgotten.id;
    await quality.post(`/api/v1/desk/callbacks/${next.json.id}/outcome`, mine ? { result: 'not-contacted', note: 'никто не позвонил' } : { result: 'no-answer' });
  }
  const { items } = (await quality.get(`/api/v1/desk/leads/${forgotten.id}/alternatives?lang=en`)).json;
  const best = items[0];
  say(`alternatives: ${items.length}; first ${best.name} of ${best.developer.name}: ${best.reasons.map((r) => r.text).join('; ')}`);
  check(items.every((a) => a.developer.slug !== ALATAU) && best.reasons.length > 0, 'other developers, with reasons');
  const path = `/api/v1/desk/leads/${forgotten.id}/reassignment`;
  await quality.post(path, { complex: best.complex, consent: false }, [409, 422]);
  const moved = (await quality.post(path, { complex: best.complex, consent: true }, 201)).json;
  const lost = await leadOf(ALATAU, forgotten.id);
  const won = await leadOf(best.developer.slug, moved.lead);
  say(`with consent it is lead ${moved.lead} of ${best.developer.slug} (${won.verdict ?? 'not judged'}); the first developer sees it lost at ${lost.lost?.at}, credited ${lost.charge ? tenge(lost.charge.credited) : 'nothing'}`);
  check(lost.lost && won.buyer.phone === forgotten.phone, 'one loses, the other gets');
  check(!JSON.stringify(lost).includes(best.developer.slug), 'the loser is not told to whom');
  check((await balanced()).balanced, 'both ledgers follow');
});

await chapter(10, async () => {
  const sales = user(`sales@${ALATAU}.demo`);
  const path = `/api/v1/cabinet/leads/${called.id}/dispute`;
  await sales.post(path, { reason: 'non-target', comment: 'без секунды' }, 422);
  const dispute = (await sales.post(path, { reason: 'non-target', comment: 'об аренде', atSecond: 12 }, 201)).json;
  const decided = (await staff('quality').post(`/api/v1/desk/disputes/${dispute.id}/decision`, { verdict: 'upheld', remedy: 'credit', note: 'на записи об аренде' })).json;
  const receipt = (await sales.get(`/api/v1/cabinet/charges/${called.charge.id}/receipt`)).json;
  say(`dispute ${decided.state}: charge ${tenge(receipt.charge.amount)} stays, credit note over ${tenge(receipt.credits[0].amount)}, rest ${tenge(receipt.charge.rest)}`);
  check(sum(receipt.charge.amount) > 0 && sum(receipt.charge.rest) === 0, 'original and credit note');
  check((await balanced()).balanced, 'the ledger is balanced');
});

await chapter(11, async () => {
  const manager = staff('manager');
  const all = (await manager.get('/api/v1/portfolio')).json.items;
  const one = (await manager.get(`/api/v1/portfolio/${ALATAU}`)).json;
  say(`portfolio of ${all.length} developers; ${one.name}: ${one.plan.fact} of ${one.plan.plan} leads, forecast ${one.plan.low}–${one.plan.high}`);
  const thisQuarter = quarterOf(Date.now());
  const wave = await manager.post('/api/v1/surveys/waves', { quarter: thisQuarter }, [200, 409]);
  say(wave.status === 200 ? `survey of ${thisQuarter}: ${wave.json.invited} invited` : `the survey of ${thisQuarter} runs already`);
  const letters = (await guest().get('/sandbox/mail/letters')).json.items;
  const links = letters.flatMap((letter) => letter.links).filter((link) => link.includes('/nps/'));
  for (const link of links) {
    const token = new URL(link).pathname.split('/').at(-1);
    const invitation = await guest().ask('GET', `/api/v1/nps/${token}`);
    if (invitation.status !== 200 || invitation.json.state !== 'open') continue;
    const answered = (await guest().post(`/api/v1/nps/${token}`, { score: 4, comment: 'мало заявок с ипотекой' })).json;
    say(`one letter's link answered with ${answered.score}: ${answered.state}`);
    break;
  }
  const scoreOf = (quarter) => manager.get(`/api/v1/surveys/waves/${quarter}`).then((a) => a.json);
  let quarter = thisQuarter;
  let score = await scoreOf(quarter);
  if (score.invited === 0) {
    // nobody is asked twice within ninety days, so the answers are those of the quarter before
    quarter = quarterOf(Date.now() - 92 * 86_400_000);
    score = await scoreOf(quarter);
  }
  check(score.answers > 0, `answers in ${quarter}`);
  say(`${quarter}: score ${score.score} (${score.low} … ${score.high}) from ${score.answers} answers of ${score.invited}`);
  const report = (await head(ALATAU).get(`/api/v1/cabinet/reports/${month(Date.now())}`)).json;
  say(`monthly report of ${report.developer.name}: ${JSON.stringify(report).length} characters of figures`);
});

console.log(failures === 0 ? 'The story ran.' : `The story failed in ${failures} place(s).`);
process.exit(failures === 0 ? 0 : 1);
