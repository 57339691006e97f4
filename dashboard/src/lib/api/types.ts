/** The orchestrator's REST contract as the dashboard uses it. Absent and null mean the same. */
export type Maybe<T> = T | null | undefined;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Page<T> {
  items: T[];
  nextCursor?: Maybe<string>;
}

export type Role = 'viewer' | 'operator' | 'approver' | 'admin' | 'agent';

export interface Me {
  subject: string;
  role: Role;
  scopes: string[];
  tenant: string;
  expiresAt?: Maybe<string>;
}

export type AgentState = 'INSTALLED' | 'ENABLED' | 'DISABLED';
export type Presence = 'UP' | 'DEGRADED' | 'DOWN';
export type ColumnFormat = 'TEXT' | 'TIME' | 'STATUS' | 'NUMBER' | 'MONEY' | 'CODE' | 'LINK';

export interface AgentInstance {
  id: string;
  baseUrl: string;
  startedAt: string;
  lastSeenAt: string;
  leaseExpiresAt: string;
  healthy: boolean;
  version: string;
  /** Why the instance does not run with the configuration it was given. */
  configurationError?: Maybe<string>;
}

export interface Capability {
  name: string;
  description: string;
  parametersSchema: JsonObject;
  resultSchema: JsonObject;
}

export interface ViewColumn {
  field: string;
  title: string;
  format: ColumnFormat;
}

export interface AgentView {
  id: string;
  title: string;
  source: string;
  columns: ViewColumn[];
  empty: string;
}

export interface Agent {
  id: string;
  displayName: string;
  description: string;
  version: string;
  state: AgentState;
  presence: Presence;
  configurationVersion: number;
  instances?: Maybe<AgentInstance[]>;
  capabilities?: Maybe<Capability[]>;
  emits?: Maybe<string[]>;
  wants?: Maybe<string[]>;
  views?: Maybe<AgentView[]>;
}

export interface AgentConfiguration {
  agentId: string;
  version: number;
  document: JsonObject;
  schema: JsonObject;
  defaults: JsonObject;
  /** Newest version of each environment's overlay. */
  overlays?: Maybe<Record<string, number>>;
  updatedAt?: Maybe<string>;
  updatedBy?: Maybe<string>;
}

export interface Application {
  id: string;
  name: string;
  repositoryUrl: string;
  defaultBranch: string;
  createdAt: string;
  createdBy: string;
}

export interface RegisteredApplication {
  application: Application;
  webhookPath: string;
  webhookSecret: string;
}

export type RunState = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
export type StageState =
  | 'PENDING'
  | 'WAITING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'SKIPPED'
  | 'CANCELLED';

export interface Change {
  applicationId: string;
  application: string;
  repositoryUrl: string;
  ref: string;
  commit: string;
  author?: Maybe<string>;
  message?: Maybe<string>;
}

export interface RunSummary {
  id: string;
  name: string;
  applicationId?: Maybe<string>;
  application?: Maybe<string>;
  state: RunState;
  change?: Maybe<Change>;
  createdAt: string;
  finishedAt?: Maybe<string>;
  reason?: Maybe<string>;
  stages?: Maybe<{ id: string; state: StageState }[]>;
}

export interface ProblemDocument {
  type?: Maybe<string>;
  title?: Maybe<string>;
  status?: Maybe<number>;
  detail?: Maybe<string>;
  errors?: Maybe<{ where: string; message: string }[]>;
  traceId?: Maybe<string>;
}

export interface Stage {
  id: string;
  uses: string;
  needs?: Maybe<string[]>;
  when?: Maybe<'SUCCEEDED' | 'FAILED' | 'ALWAYS'>;
  state: StageState;
  attempt?: Maybe<number>;
  commandId?: Maybe<string>;
  startedAt?: Maybe<string>;
  finishedAt?: Maybe<string>;
  percent?: Maybe<number>;
  message?: Maybe<string>;
  parameters?: Maybe<JsonObject>;
  with?: Maybe<JsonObject>;
  result?: Maybe<JsonObject>;
  problem?: Maybe<ProblemDocument>;
  gate?: Maybe<Gate>;
  lease?: Maybe<{ resources: string[]; token: number }>;
  undoes?: Maybe<string>;
}

export interface Decision {
  by: string;
  approved: boolean;
  comment?: Maybe<string>;
  at: string;
}

/** A gate and what was said at it; `needed` is there where people are asked. */
export interface Gate {
  kind: string;
  needed?: Maybe<number>;
  approvers?: Maybe<string[]>;
  authorMayApprove?: Maybe<boolean>;
  input?: Maybe<JsonObject>;
  message?: Maybe<string>;
  subject?: Maybe<string>;
  since?: Maybe<string>;
  decisions: Decision[];
}

/** Something that took time within a run. */
export interface Span {
  id: string;
  parent?: Maybe<string>;
  name: string;
  kind: 'RUN' | 'STAGE' | 'GATE' | 'COMMAND';
  start: string;
  end: string;
  status: string;
}

export interface Run extends Omit<RunSummary, 'stages'> {
  version: number;
  paused?: Maybe<string>;
  stages: Stage[];
}

export type DeploymentState = 'STARTED' | 'CANARY' | 'STABLE' | 'FAILED' | 'SUPERSEDED' | 'ROLLED_BACK';

export interface ImageRef {
  repository: string;
  tag: string;
  digest: string;
}

export interface Deployment {
  id: string;
  applicationId: string;
  application: string;
  environment: string;
  revision: number;
  state: DeploymentState;
  target: string;
  image: ImageRef;
  commit?: Maybe<string>;
  author?: Maybe<string>;
  runId?: Maybe<string>;
  startedAt: string;
  updatedAt: string;
  reason?: Maybe<string>;
}

export interface Suspect {
  deploymentId: string;
  revision: number;
  commit?: Maybe<string>;
  author?: Maybe<string>;
  runId?: Maybe<string>;
  evidence: string;
}

export interface Alert {
  id: string;
  applicationId?: Maybe<string>;
  environment?: Maybe<string>;
  severity: string;
  title: string;
  description: string;
  state: 'FIRING' | 'RESOLVED';
  suspects?: Maybe<Suspect[]>;
  raisedAt: string;
  resolvedAt?: Maybe<string>;
  resolution?: Maybe<string>;
}

export interface Envelope {
  id: string;
  source: string;
  type: string;
  subject?: Maybe<string>;
  time: string;
  tenant?: Maybe<string>;
  correlationid?: Maybe<string>;
  causationid?: Maybe<string>;
  data?: Maybe<Json>;
}

export interface LedgerItem {
  sequence: number;
  recordedAt: string;
  hash: string;
  envelope: Envelope;
}

export interface LedgerVerification {
  entries: number;
  intact: boolean;
  headHash: string;
  brokenAt?: Maybe<number>;
}

export interface Token {
  id: string;
  name: string;
  role: Role;
  scopes?: Maybe<string[]>;
  createdAt: string;
  createdBy?: Maybe<string>;
  expiresAt?: Maybe<string>;
  lastUsedAt?: Maybe<string>;
  revokedAt?: Maybe<string>;
}

export interface CreatedToken {
  token: string;
}

export interface SecretName {
  name: string;
  updatedAt: string;
  updatedBy?: Maybe<string>;
}
