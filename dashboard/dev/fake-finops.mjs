// What the pages of the FinOps agent read. Numbers are made up, but agree with each other; decisions stay until the end.
const DAY = 86400_000;
const day = (before) => new Date(Date.now() - before * DAY).toISOString().slice(0, 10);
const page = (items) => ({ items, nextCursor: null });
const now = () => new Date().toISOString();
const SERVICES = { 'Amazon Elastic Compute Cloud': 420, 'Amazon Relational Database Service': 260, 'Amazon Simple Storage Service': 130, 'Elastic Load Balancing': 45, 'AWS Lambda': 30, 'Amazon Virtual Private Cloud': 22, Tax: 60, Credits: -35 };
const wave = (i) => (new Date(Date.now() - i * DAY).getUTCDay() % 6 === 0 ? 0.75 : 1) * (1 + 0.04 * Math.sin(i * 2.3)) * (1 - i / 900);
const cost = (service, i) => SERVICES[service] * wave(i) * (service.startsWith('AWS') && i < 4 ? 3.2 : 1);
const sum = (values) => values.reduce((a, b) => a + b, 0);
const money = (value) => value.toFixed(4);
const days = (q) => Math.round((Date.parse(q('to')) - Date.parse(q('from'))) / DAY) + 1;
const range = (count, offset = 0) => Array.from({ length: count }, (_, i) => count - 1 - i + offset);
const all = (i) => sum(Object.keys(SERVICES).map((service) => cost(service, i)));

function costs(q) {
  const count = days(q);
  const items = Object.keys(SERVICES).map((key) => ({ key, currency: 'USD', amount: money(sum(range(count).map((i) => cost(key, i)))), before: q('compare') ? money(sum(range(count, count).map((i) => cost(key, i)))) : null }));
  const total = sum(items.map((one) => Number(one.amount)));
  return { items: items.sort((a, b) => b.amount - a.amount), totals: [{ amount: money(total), currency: 'USD' }], parts: [{ key: 'usage', amount: money(total * 0.78), currency: 'USD', before: null }, { key: 'usage under commitments', amount: money(total * 0.2), currency: 'USD', before: null }, { key: 'credit', amount: money(-total * 0.04), currency: 'USD', before: null }], groupBy: q('groupBy'), metric: 'EFFECTIVE', from: q('from'), to: q('to'), before: q('compare') ? { from: day(2 * count - 1), to: day(count) } : null, containsSample: false, truncated: false };
}

function series(q) {
  const back = range(days(q));
  const names = q('groupBy') ? Object.keys(SERVICES) : [''];
  return { buckets: back.map(day), series: names.map((key) => ({ key, currency: 'USD', total: money(sum(back.map((i) => (key ? cost(key, i) : all(i))))), amounts: back.map((i) => money(key ? cost(key, i) : all(i))) })).sort((a, b) => b.total - a.total) };
}

const forecast = (dimension, key, size, hidden = null) => {
  const steps = Array.from({ length: 60 }, (_, i) => ({ day: day(-1 - i), point: size * wave(-1 - i), low80: size * wave(-1 - i) * (0.95 - i / 600), high80: size * wave(-1 - i) * (1.05 + i / 600), low95: size * wave(-1 - i) * (0.9 - i / 400), high95: size * wave(-1 - i) * (1.1 + i / 400) }));
  return { dimension, key, currency: 'USD', sample: false, lastDay: day(0), historyDays: 395, methods: { theta: 0.4, drift: 0.6 }, backtests: 16, errorShare: 0.034, naiveErrorShare: 0.061, covered80: 0.81, covered95: 0.96, hidden, next30: sum(steps.slice(0, 30).map((step) => step.point)), steps, madeAt: now() };
};

const budget = (name, limit, value) => {
  const today = new Date();
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1));
  const length = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0)).getUTCDate();
  let spent = 0;
  const list = Array.from({ length }, (_, i) => ({ day: new Date(first.getTime() + i * DAY).toISOString().slice(0, 10), spent: (spent += 930), known: i < today.getUTCDate() }));
  return { name, dimension: value ? 'application' : null, value, metric: 'effective', currency: 'USD', limit: String(limit), from: list[0].day, to: list.at(-1).day, today: day(0), spent: String(930 * today.getUTCDate()), expected: String(930 * length), forecast: true, crossesOn: list.find((one) => one.spent >= limit)?.day ?? null, sample: false, thresholds: [], days: list };
};

const anomaly = (id, more) => ({ id, start: day(3), detectedOn: day(2), endedOn: null, provider: 'AWS', account: 'prod', service: 'AWS Lambda', region: 'eu-west-1', application: 'shop', currency: 'USD', up: true, score: 9.1, usual: '30.12', atStake: '264.10', driver: 'USAGE', explanation: 'used quantity +218 %, cost per unit unchanged', causeId: 'd', suspects: [{ id: 'd', kind: 'deploy', title: 'shop revision 12 to production', author: 'token:lead', commit: '2f4c', runId: 'live', at: now(), evidence: 'on the day it began, of this application' }], sample: false, state: 'OPEN', note: null, decidedBy: null, ...more });
const anomalies = [anomaly('a-1'), anomaly('a-2', { service: 'Amazon Relational Database Service', application: '(untagged)', driver: 'RATE', explanation: 'used quantity unchanged, cost per unit +41 %', atStake: '1802.44', usual: '151.00', suspects: [], start: day(40), detectedOn: day(39), endedOn: day(28), state: 'CLOSED', note: 'the plan ran out', decidedBy: 'token:lead' }), anomaly('a-3', { up: false, driver: 'GONE', atStake: '-94.00', usual: '31.33', explanation: 'it is not used any more', suspects: [], state: 'ACKNOWLEDGED' })];
const saving = (id, rule, resource, monthly, evidence, act, more) => ({ id, rule, resource, provider: 'AWS', account: 'prod', service: 'EC2', region: 'eu-west-1', application: '', currency: 'USD', monthly, spent: monthly, evidence, act, risk: 'Low: nothing answers there.', sample: false, state: 'OPEN', note: null, decidedBy: null, doneOn: null, realised: null, ...more });
const savings = [saving('s-1', 'UNUSED_COMMITMENT', 'sp-0a1b', '412.00', '17.2 % of the Savings Plan was paid and not used in 30 days', 'Move work under the commitment.', {}), saving('s-2', 'IDLE_LOAD_BALANCER', 'arn:aws:elasticloadbalancing:eu-west-1:42:loadbalancer/app/old-shop/50dc6c495c0c9188', '18.14', 'paid by the hour for 30 days, and nothing went through it', 'Delete the load balancer.', {}), saving('s-3', 'OLD_SNAPSHOT', 'snap-07f3', '9.80', `charged for since ${day(210)}, 210 days`, 'Delete the snapshot.', { state: 'DONE', doneOn: day(12), realised: '9.80', decidedBy: 'token:lead' })];
const share = (key, direct, assigned, shared) => ({ key, currency: 'USD', direct: money(direct), assigned: money(assigned), shared: money(shared), total: money(direct + assigned + shared) });
const gap = (by, part) => ({ by, tag: by, currency: 'USD', untagged: money(27_000 * part), total: '27000.00', share: part, largest: Object.entries(SERVICES).slice(0, 4).map(([service, size]) => ({ service, amount: money(size * part * 10) })) });
const imports = [{ id: 'i-2', number: 2, source: 'aws-main', sample: false, origin: 'BILLING_PERIOD=2026-03/', rows: 48211, duplicates: 0, replaced: 46120, kept: 48211, firstDay: day(26), lastDay: day(0), totals: [{ amount: '24120.55', currency: 'USD' }], marks: { NEGATIVE: 112, REFUND: 3 }, importedAt: now() }, { id: 'i-1', number: 1, source: 'azure', sample: false, origin: 'upload', rows: 0, duplicates: 9100, replaced: 0, kept: 0, firstDay: day(60), lastDay: day(30), totals: [], marks: {}, importedAt: now() }];
const feeds = [{ name: 'aws-main', kind: 'S3', location: 's3://exports/focus/', everyMinutes: 60, checkedAt: now(), problem: null, deliveries: [] }, { name: 'azure', kind: 'FOLDER', location: 'azure-exports', everyMinutes: 60, checkedAt: now(), problem: '1 delivery could not be taken', deliveries: [{ key: 'part_1_0001.csv', version: 'x', importId: null, problem: "Nothing was imported; line and column 812:BilledCost: '1,2' is not a number.", at: now() }] }];
const source = (name, missingDays) => ({ source: name, sample: false, firstDay: day(395), lastDay: day(0), importedAt: now(), missingDays });

/** The answer to a request below /finops, or nothing. */
export function answerFinops(method, path, search, body) {
  const [area, id, act] = path.split('/').slice(2);
  const q = (name) => search.get(name);
  const decide = (list) => Object.assign(list.find((one) => one.id === id), { state: body.state, decidedBy: 'admin' });
  if (method === 'POST' && act === 'state') return decide(area === 'savings' ? savings : anomalies);
  if (method === 'POST') return feeds.find((one) => one.name === id);
  if (area === 'costs') return id === 'sources' ? page([source('aws-main', 0), source('azure', 2)]) : id === 'series' ? series(q) : costs(q);
  if (area === 'forecasts') return page(q('dimension') === 'total' ? [forecast('total', '', all(0))] : Object.entries(SERVICES).map(([key, size], i) => forecast(q('dimension'), key, size, i === 4 ? 'it is no better than repeating the last week' : null)));
  return { anomalies: () => page(anomalies.filter((one) => !q('state') || one.state === q('state'))), budgets: () => page([budget('everything', 26_000, null), budget('shop', 40_000, 'shop')]), savings: () => page(savings.filter((one) => !q('state') || one.state === q('state'))), showback: () => page([share('web', 14_000, 300, 800), share('core', 9_100, 0, 520), share('(none)', 2_100, 0, 0)]), untagged: () => page([gap('application', 0.081), gap('environment', 0.134), gap('owner', 0.078)]), imports: () => page(imports), sources: () => page(feeds) }[area]?.();
}
