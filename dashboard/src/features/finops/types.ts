/** The answers of the FinOps agent, as far as the dashboard shows them. */

export interface Source {
  source: string;
  sample: boolean;
  firstDay: string;
  lastDay: string;
  importedAt: string;
  missingDays: number;
}

export interface CostItem {
  key: string;
  amount: string;
  currency: string;
  before: string | null;
}

export interface Money {
  amount: string;
  currency: string;
}

export interface Costs {
  items: CostItem[];
  totals: Money[];
  parts: CostItem[];
  groupBy: string;
  from: string | null;
  to: string | null;
  before: { from: string; to: string } | null;
  containsSample: boolean;
  truncated: boolean;
}

export interface Series {
  key: string;
  currency: string;
  total: string;
  amounts: string[];
}

export interface Timeline {
  buckets: string[];
  series: Series[];
}

export interface ForecastStep {
  day: string;
  point: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

export interface Forecast {
  dimension: string;
  key: string;
  currency: string;
  sample: boolean;
  lastDay: string;
  historyDays: number;
  methods: Record<string, number>;
  backtests: number;
  errorShare: number | null;
  naiveErrorShare: number | null;
  covered80: number | null;
  covered95: number | null;
  hidden: string | null;
  next30: number;
  steps: ForecastStep[];
  madeAt: string;
}

export interface Budget {
  name: string;
  dimension: string | null;
  value: string | null;
  metric: string;
  currency: string;
  limit: string;
  from: string;
  to: string;
  today: string;
  spent: string;
  expected: string;
  forecast: boolean;
  crossesOn: string | null;
  sample: boolean;
  thresholds: { percent: number; crossedOn: string | null; expectedOn: string | null }[];
  days: { day: string; spent: number; known: boolean }[];
}

export type AnomalyState = 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED';

export interface Anomaly {
  id: string;
  start: string;
  detectedOn: string;
  endedOn: string | null;
  provider: string;
  account: string;
  service: string;
  region: string;
  application: string;
  currency: string;
  up: boolean;
  score: number;
  usual: string;
  atStake: string;
  driver: 'USAGE' | 'RATE' | 'BOTH' | 'NEW' | 'GONE';
  explanation: string;
  causeId: string | null;
  suspects: {
    id: string;
    kind: string;
    title: string;
    author: string | null;
    commit: string | null;
    runId: string | null;
    at: string;
    evidence: string;
  }[];
  sample: boolean;
  state: AnomalyState;
  note: string | null;
  decidedBy: string | null;
}

export interface Share {
  key: string;
  currency: string;
  direct: string;
  assigned: string;
  shared: string;
  total: string;
}

export interface Gap {
  by: string;
  tag: string;
  currency: string;
  untagged: string;
  total: string;
  share: number;
  largest: { service: string; amount: string }[];
}

export interface Import {
  id: string;
  number: number;
  source: string;
  sample: boolean;
  origin: string;
  rows: number;
  duplicates: number;
  replaced: number;
  kept: number;
  firstDay: string;
  lastDay: string;
  totals: Money[];
  marks: Record<string, number>;
  importedAt: string;
}

/** When another agent was asked about something. */
export interface Asked {
  topic: string;
  lookedAt: string;
  answeredAt: string | null;
  found: number;
  problem: string | null;
}

export interface Machine {
  resource: string;
  provider: string;
  account: string;
  region: string;
  size: string;
  currency: string;
  cost: string;
  /** What is not known of its use. */
  missing: string | null;
}

export interface UnitCost {
  application: string;
  currency: string;
  amount: string;
  count: number;
  each: string | null;
  minutes: number;
  measured: number;
}

export type SavingState = 'OPEN' | 'DISMISSED' | 'DONE' | 'GONE';

/** The act of the Cloud agent that a saving is made by. */
export interface CloudAct {
  action: string;
  parameters: Record<string, string>;
  q: string;
}

export interface Saving {
  id: string;
  rule: string;
  resource: string;
  provider: string;
  account: string;
  service: string;
  region: string;
  application: string;
  currency: string;
  monthly: string;
  spent: string;
  evidence: string;
  act: string;
  risk: string;
  /** The same in infrastructure code. */
  change: string;
  cloudAct: CloudAct | null;
  sample: boolean;
  state: SavingState;
  note: string | null;
  decidedBy: string | null;
  doneOn: string | null;
  realised: string | null;
}

/** A place that bills are fetched from. */
export interface Feed {
  name: string;
  kind:
    | 'FOLDER'
    | 'S3'
    | 'COST_EXPLORER'
    | 'AZURE'
    | 'AZURE_EXPORT'
    | 'GOOGLE'
    | 'KUBERNETES'
    | 'CI_MINUTES';
  location: string | null;
  everyMinutes: number;
  checkedAt: string | null;
  problem: string | null;
  deliveries: { key: string; version: string; importId: string | null; problem: string | null; at: string }[];
}

/** What planned changes will cost in a month, and what became of it. */
export interface Estimate {
  id: string;
  planId: string | null;
  runId: string | null;
  application: string | null;
  environment: string | null;
  result: EstimateResult;
  appliedAt: string | null;
  realised: string | null;
  realisedDays: number | null;
  measured: { address: string; resource: string; estimated: string; paid: string; days: number }[];
  madeAt: string;
}

export interface EstimateResult {
  before: Money;
  after: Money;
  delta: Money;
  corrected: Money;
  priced: { address: string; type: string; before: Money; after: Money; delta: Money; lines: { source: string; asOf: string }[] }[];
  notPriced: { address: string; type: string; component: string | null; reason: string }[];
}

/** What bills say of earlier estimates of a type of resource. */
export interface Correction {
  type: string;
  factor: number;
  error: number | null;
  samples: number;
}

/** A report that was due. */
export interface SentReport {
  id: string;
  schedule: string;
  dueAt: string;
  state: 'WAITING' | 'SENT' | 'GIVEN_UP';
  attempts: number;
  failure: string | null;
  sentAt: string | null;
}
