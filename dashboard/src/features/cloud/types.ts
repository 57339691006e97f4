import type { Json, Maybe } from '@/lib/api/types';

export interface Account {
  name: string;
  provider: string;
  account?: Maybe<string>;
  state: 'AVAILABLE' | 'UNAVAILABLE' | 'NOT_CONFIGURED';
  detail: string;
  checkedAt: string;
  scopes: number;
  fresh: number;
  failed: number;
  oldestRead?: Maybe<string>;
}

/** A service in a region: a part of an account that is read as one, and fails alone. */
export interface Scope {
  region: string;
  service: string;
  state: 'NEW' | 'FRESH' | 'FAILED' | 'DENIED';
  failures: number;
  problem?: Maybe<string>;
  readAt?: Maybe<string>;
  dueAt: string;
  reading: boolean;
}

export interface Resource {
  uid: string;
  version: number;
  provider: string;
  account: string;
  region: string;
  service: string;
  type: string;
  id: string;
  name: string;
  state: string;
  owner?: Maybe<string>;
  tags: Record<string, string>;
  createdAt?: Maybe<string>;
  removed: boolean;
  validFrom: string;
  validTo?: Maybe<string>;
}

export interface ResourceDocument {
  resource: Resource;
  raw: Json;
}

export interface Neighbour {
  verb: string;
  outgoing: boolean;
  type: string;
  id: string;
  resource?: Maybe<Resource>;
}

export interface FieldChange {
  path: string;
  before?: Maybe<Json>;
  after?: Maybe<Json>;
}

export interface View {
  name: string;
  filter: string;
  sort: string;
}

export type Risk = 'REVERSIBLE' | 'DISRUPTIVE' | 'DESTRUCTIVE';

export interface Action {
  name: string;
  description: string;
  types: string[];
  risk: Risk;
  /** JSON Schema. */
  parameters: { properties?: Maybe<Record<string, { type?: string }>> };
}

/** What resources are made by. */
export interface Template {
  name: string;
  action: string;
  /** Types of resources that the action is done to. */
  on: string[];
  parameters: { properties: { choices: { properties?: Maybe<Record<string, { enum: string[] }>> } } };
}

export type ActState = 'PLANNED' | 'WAITING' | 'RUNNING' | 'DONE' | 'PARTLY' | 'FAILED' | 'REJECTED';
export type StepState = 'PLANNED' | 'UNNEEDED' | 'REFUSED' | 'INTENDED' | 'WORKING' | 'DONE' | 'FAILED' | 'LEFT';

export interface Act {
  id: string;
  action: string;
  reason: string;
  state: ActState;
  risk: Risk;
  requestedBy: string;
  decidedBy?: Maybe<string>;
  undoOf?: Maybe<string>;
  undoneBy?: Maybe<string>;
  createdAt: string;
  finishedAt?: Maybe<string>;
  cost?: Maybe<string>;
  iac?: Maybe<string>;
}

export interface Step {
  number: number;
  uid: string;
  type: string;
  name: string;
  region: string;
  action: string;
  state: StepState;
  before: string;
  after: string;
  inverseAction?: Maybe<string>;
  problem?: Maybe<string>;
  note?: Maybe<string>;
  progress?: Maybe<string>;
}

export interface ActDetail {
  act: Act;
  steps: Step[];
}

export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW';

export interface Finding {
  id: string;
  checkId: string;
  severity: Severity;
  uid: string;
  account: string;
  region: string;
  type: string;
  name: string;
  owner?: Maybe<string>;
  state: 'OPEN' | 'EXCEPTED' | 'RESOLVED';
  message: string;
  evidence: Json;
  openedAt: string;
  resolvedAt?: Maybe<string>;
  opened: number;
  exception?: Maybe<string>;
}

export interface Check {
  id: string;
  title: string;
  cis: string[];
  reason: string;
  remedy: string;
  fix?: Maybe<{ action: string }>;
}

/** What is to be written in the configuration that makes a resource. */
export interface IacChange {
  attribute: string;
  value: string;
  hcl?: Maybe<string>;
}

export interface FindingDetail {
  finding: Finding;
  check: Check;
  iac?: Maybe<{
    state: 'OWNED' | 'NOT_OWNED' | 'UNKNOWN';
    words?: Maybe<string>;
    workspace?: Maybe<string>;
    address?: Maybe<string>;
    change?: Maybe<IacChange>;
  }>;
}

export interface Day {
  day: string;
  severity: Severity;
  open: number;
  excepted: number;
}

export interface TagReport {
  policy: { name: string; required: string[]; defaults: Record<string, string>; takenFrom?: Maybe<Record<string, string[]>>; graceDays: number };
  total: number;
  violating: number;
  due: number;
  excepted: number;
  keys: { key: string; keeping: number }[];
  violators: string;
}

/** A resource that does not keep a tag policy, and what would be set. */
export interface TagViolator {
  uid: string;
  type: string;
  name: string;
  owner?: Maybe<string>;
  proposal: { set: { key: string; value: string; from: string }[]; open: { key: string; why: string }[] };
  endsAt?: Maybe<string>;
  settable: boolean;
  iac?: Maybe<{ workspace: string; address: string; change?: Maybe<IacChange> }>;
  excepted: boolean;
  toldAt?: Maybe<string>;
  toldAgainAt?: Maybe<string>;
}

export interface Turn {
  kind: 'START' | 'STOP';
  at: string;
  actId?: Maybe<string>;
  problem?: Maybe<string>;
}

export interface Schedule {
  name: string;
  resources: string;
  zone: string;
  next: { kind: 'START' | 'STOP'; at: string };
  running: { uid: string; type: string; name: string }[];
  outcomes: Turn[];
}

export interface TrailEntry {
  id: string;
  at: string;
  who: string;
  what: string;
  resource?: Maybe<string>;
  region?: Maybe<string>;
  source: string;
  ownAct: boolean;
  address?: Maybe<string>;
  problem?: Maybe<string>;
  actId?: Maybe<string>;
  detail?: Maybe<string>;
}

/** A log of a provider that is read. */
export interface TrailLog {
  accountName: string;
  source: string;
  region: string;
  state: 'NEW' | 'FRESH' | 'FAILED';
  problem?: Maybe<string>;
}
