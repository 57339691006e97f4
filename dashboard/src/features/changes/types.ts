import type { Maybe } from '@/lib/api/types';

/** What the change graph tells. A decimal comes as a number or, where it must stay exact, as a string. */
export type Decimal = number | string;

export interface ChangeItem {
  sequence: number;
  eventId: string;
  at: string;
  kind: string;
  subjectKind: string;
  subjectKey: string;
  applicationId?: Maybe<string>;
  environment?: Maybe<string>;
  title: string;
  author?: Maybe<string>;
  commit?: Maybe<string>;
  runId?: Maybe<string>;
  amount?: Maybe<Decimal>;
  currency?: Maybe<string>;
}

export interface GraphNode {
  kind: string;
  key: string;
  name: string;
  state?: Maybe<string>;
  firstSeen: string;
  lastSeen: string;
}

export interface GraphEdge {
  fromKind: string;
  fromKey: string;
  relation: string;
  toKind: string;
  toKey: string;
  since: string;
  sequence: number;
}

export interface Subgraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** False when there is more than one answer tells. */
  complete: boolean;
}

export interface Lineage {
  graph: Subgraph;
  costs: Record<string, Decimal>;
}

export interface Measures {
  from: string;
  to: string;
  deployments: number;
  perDay?: Maybe<number>;
  leadSamples: number;
  leadP50Seconds?: Maybe<number>;
  leadP90Seconds?: Maybe<number>;
  begun: number;
  failed: number;
  failureShare?: Maybe<number>;
  restoreSamples: number;
  restoreP50Seconds?: Maybe<number>;
  restoreP90Seconds?: Maybe<number>;
}

/** How much of something belongs to applications that no team owns. */
export interface OwnershipShare {
  what: string;
  all: number;
  withoutOwner: number;
  share?: Maybe<number>;
}

export interface ChangeFilter {
  applicationId?: string | undefined;
  environment?: string | undefined;
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}
