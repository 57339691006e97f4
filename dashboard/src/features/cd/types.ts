import type { Deployment as DeploymentSeen, Maybe } from '@/lib/api/types';

export type Health = 'HEALTHY' | 'PROGRESSING' | 'DEGRADED' | 'SUSPENDED' | 'MISSING' | 'UNKNOWN';

export type DeploymentState =
  | 'PLANNED'
  | 'STARTING'
  | 'CANARY'
  | 'STABLE'
  | 'SUPERSEDED'
  | 'FAILED'
  | 'ROLLED_BACK';

/** A revision that runs in an environment. */
export interface Placed {
  id: string;
  revision: number;
  target: string;
  image: string;
  commit?: Maybe<string>;
  author?: Maybe<string>;
  since: string;
  health?: Maybe<Health>;
  cause?: Maybe<string>;
  /** How many things differ from what was deployed. */
  drifted: number;
}

export interface Environment {
  applicationId: string;
  application: string;
  environment: string;
  url?: Maybe<string>;
  stable?: Maybe<Placed>;
  canary?: Maybe<Placed>;
  canaryPercent: number;
  latest?: Maybe<{
    id: string;
    revision: number;
    state: DeploymentState;
    reason?: Maybe<string>;
    updatedAt: string;
  }>;
  /** Why nothing new may come now. */
  closed?: Maybe<string>;
  /** Environments that take what is stable here. */
  next?: Maybe<string[]>;
}

/** As the agent itself tells it; the orchestrator's own view has other states and the run. */
export interface Deployment extends Omit<DeploymentSeen, 'state' | 'runId'> {
  state: DeploymentState;
  /** How it takes over; not every agent tells it. */
  strategy?: Maybe<string>;
}

export interface Resource {
  id: string;
  parent?: Maybe<string>;
  kind: string;
  name: string;
  health: Health;
  message: string;
}

export interface DeploymentDetail {
  deployment: Deployment;
  observation?: Maybe<{
    health: Health;
    cause: string;
    resources: Resource[];
    since: string;
    observedAt: string;
  }>;
  drift?: Maybe<{
    items: Difference[];
    since?: Maybe<string>;
    healedAt?: Maybe<string>;
    checkedAt: string;
  }>;
}

export interface Difference {
  item: string;
  kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  fields: { path: string; before?: Maybe<string>; after?: Maybe<string> }[];
}

/** What would change; the hash names exactly these differences. */
export interface Plan {
  items: Difference[];
  hash: string;
}

export interface Gate {
  kind: 'WINDOW' | 'ORDER' | 'SOAK' | 'APPROVALS' | 'ALERTS' | 'DRIFT' | 'INFRASTRUCTURE';
  open: boolean;
  /** Why it is closed, or what opened it. */
  detail: string;
}

/** What somebody said of a plan. */
export interface Decision {
  plan: string;
  subject: string;
  approved: boolean;
  comment?: Maybe<string>;
  decidedAt: string;
}

/** What a planned deployment would change and what it waits for. */
export interface GateView {
  plan: Plan;
  /** What was found of the image's signature and provenance. */
  verified?: Maybe<string>;
  gates: Gate[];
  decisions: Decision[];
}

export interface TargetStatus {
  name: string;
  available: boolean;
  detail: string;
}

/** An object that nobody's deployment accounts for. */
export interface Orphan {
  id: string;
  kind: string;
  /** None for what belongs to the whole cluster. */
  namespace?: Maybe<string>;
  name: string;
  why: string;
}
