import type { Json, Maybe } from '@/lib/api/types';

/** NONE and DRIFTED are what the last look found; a look that FAILED keeps what was found before. */
export type DriftState = 'UNKNOWN' | 'NONE' | 'DRIFTED' | 'FAILED';

export interface Workspace {
  name: string;
  applicationId: string;
  application: string;
  repository: string;
  ref: string;
  directory: string;
  environment?: Maybe<string>;
  tool: string;
  lastPlan: string;
  lastPlanAt: string;
  appliedCommit?: Maybe<string>;
  appliedAt?: Maybe<string>;
  driftState: DriftState;
  driftAt?: Maybe<string>;
  drifted: number;
  driftReason?: Maybe<string>;
  driftDueAt?: Maybe<string>;
}

export interface WorkspaceDetail {
  workspace: Workspace;
  drift: PlannedChange[];
  causes?: Maybe<Cause[]>;
  /** What the drift costs a month; absent where nothing of it could cost. */
  driftCost?: Maybe<PlanCost>;
  boundary?: Maybe<Boundary>;
}

/** What runs of a workspace may use; an absent list is no limit. */
export interface Boundary {
  providers?: Maybe<string[]>;
  modules?: Maybe<string[]>;
  hosts?: Maybe<string[]>;
  /** How far the list of hosts is held. */
  egress: string;
}

/** A workspace whose runs Terraform Cloud does. */
export interface Hosted {
  organization: string;
  name: string;
  workspace: { locked: boolean; lockedReason?: Maybe<string>; terraformVersion?: Maybe<string>; resources: number };
  stateVersions: { id: string; serial: number; createdAt?: Maybe<string>; bytes?: Maybe<number> }[];
}

/** What is known of how a resource came to drift; `unknown` says why nobody can be named. */
export interface Cause {
  address: string;
  resource?: Maybe<string>;
  unknown?: Maybe<string>;
  acts: { at: string; who: string; what: string; resource?: Maybe<string>; source?: Maybe<string> }[];
}

/** What is done about a workspace; each is a run whose plan somebody approves, but for the look. */
export type Act = 'drift' | 'repair' | 'adopt' | 'destroy';

export type PlanState = 'PLANNED' | 'APPLIED' | 'STALE' | 'DISCARDED';
export type Risk = 'LOW' | 'MEDIUM' | 'HIGH';
export type Severity = 'WARN' | 'OVERRIDE' | 'DENY';

/** What a policy found in a plan. */
export interface Finding {
  policy: string;
  severity: Severity;
  /** None for the plan as a whole. */
  address?: Maybe<string>;
  message: string;
  /** Who lets it pass and why; none while nobody does. */
  passedBy?: Maybe<string>;
}

export interface Plan {
  id: string;
  workspace: string;
  applicationId: string;
  application: string;
  repository: string;
  commit: string;
  directory: string;
  tool: string;
  hash: string;
  toAdd: number;
  toChange: number;
  toDestroy: number;
  state: PlanState;
  reason?: Maybe<string>;
  added?: Maybe<number>;
  changed?: Maybe<number>;
  destroyed?: Maybe<number>;
  createdAt: string;
  updatedAt: string;
  environment?: Maybe<string>;
  risk: Risk;
  drifted: number;
  refreshOnly: boolean;
  findings: Finding[];
  cost?: Maybe<PlanCost>;
  toolVersion?: Maybe<string>;
}

/** What a plan costs more in a month; `delta` is missing when nobody knows. */
export interface PlanCost {
  delta?: Maybe<string>;
  currency?: Maybe<string>;
  notPriced: number;
  summary: string;
}

/** Secrets are masked by the agent; see `values.ts` for the words that stand in their place. */
export interface PlannedChange {
  address: string;
  type: string;
  /** create, update, replace, delete, read, forget or no-op. */
  action: string;
  before?: Maybe<Json>;
  after?: Maybe<Json>;
  reason?: Maybe<string>;
  movedFrom?: Maybe<string>;
  imported?: Maybe<boolean>;
}

export interface PlanDetail {
  plan: Plan;
  changes: PlannedChange[];
  drift: PlannedChange[];
  touched?: Maybe<Touched[]>;
  /** Page of the run that Terraform Cloud does for it. */
  hostedAt?: Maybe<string>;
}

/** A resource that stays as it is, and stands on what changes. */
export interface Touched {
  address: string;
  on: string[];
}

/** A provider or a module, and the workspaces that use it. */
export interface Dependency {
  kind: 'PROVIDER' | 'MODULE';
  source: string;
  newest: string;
  /** Some workspace uses an older version than the newest one that is known. */
  due: boolean;
  uses: { workspace: string; version: string; constraints?: Maybe<string>; behind: boolean }[];
}

export interface Lock {
  id: string;
  holder: string;
  operation?: Maybe<string>;
  since: string;
}

export interface StateVersion {
  workspace: string;
  version: number;
  serial: number;
  lineage: string;
  terraformVersion?: Maybe<string>;
  resources: number;
  sizeBytes: number;
  createdAt: string;
  createdBy: string;
  commandId?: Maybe<string>;
  restoredFrom?: Maybe<number>;
  keyId: string;
}

export interface StateView {
  current: StateVersion;
  lock?: Maybe<Lock>;
  secrets: number;
}

export interface StateResource {
  address: string;
  type: string;
  attributes: Record<string, string>;
}

export interface StateChange {
  address: string;
  type: string;
  change: 'added' | 'removed' | 'changed';
  attributes: { path: string; before?: Maybe<string>; after?: Maybe<string> }[];
}

export interface StateSecret {
  address: string;
  path: string;
  /** `sensitive` when it is marked so, `name` when its name says it. */
  reason: string;
}

export interface StateAccess {
  id: number;
  workspace: string;
  version?: Maybe<number>;
  act: string;
  by: string;
  commandId?: Maybe<string>;
  at: string;
}

export interface Policy {
  name: string;
  description: string;
  severity: Severity;
  types: string[];
  actions: string[];
  plan?: Maybe<boolean>;
  violation: string;
  owners: string[];
  enabled?: Maybe<boolean>;
  tests: { name: string; resource?: Maybe<Json>; plan?: Maybe<Json>; violates: boolean }[];
}

export interface PolicyException {
  id: string;
  policy: string;
  /** None for all. */
  workspace?: Maybe<string>;
  /** None for all; a star stands for anything. */
  address?: Maybe<string>;
  reason: string;
  owner: string;
  createdAt: string;
  expiresAt: string;
}

export interface NewException {
  policy: string;
  workspace?: string;
  address?: string;
  reason: string;
  owner?: string;
  expiresAt: string;
}

export interface BackTest {
  /** How many plans were asked about. */
  plans: number;
  held: number;
  hits: { planId: string; workspace: string; at: string; findings: Finding[] }[];
}
