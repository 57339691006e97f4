import type { Page } from '@/lib/api/types';

type Maybe<T> = T | null | undefined;

export interface BuildStep {
  name: string;
  state: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'INHERITED';
  attempts: number;
  millis: number;
  offset: number;
}

export interface Attestation {
  sbomDigest: string;
  provenanceDigest: string;
  signatureDigest: string;
  components: number;
}

export interface Build {
  id: string;
  runId?: Maybe<string>;
  stage?: Maybe<string>;
  applicationId: string;
  application: string;
  ref?: Maybe<string>;
  commit: string;
  author?: Maybe<string>;
  message?: Maybe<string>;
  pullRequest?: Maybe<number>;
  state: string;
  reason?: Maybe<string>;
  version?: Maybe<string>;
  image?: Maybe<string>;
  imageTag?: Maybe<string>;
  attestation?: Maybe<Attestation>;
  testsPassed?: Maybe<number>;
  testsFailed?: Maybe<number>;
  testsSkipped?: Maybe<number>;
  coverage?: Maybe<number>;
  steps: BuildStep[];
  inheritedFrom?: Maybe<string>;
  durationMillis: number;
  finishedAt: string;
}

export interface Delivery {
  id: string;
  applicationId: string;
  application?: Maybe<string>;
  provider: string;
  deliveryId: string;
  kind: string;
  verdict: 'ACCEPTED' | 'IGNORED' | 'HELD' | 'DENIED' | 'REFUSED';
  reason?: Maybe<string>;
  runId?: Maybe<string>;
  change?: Maybe<{ ref: string; commit: string; author?: Maybe<string>; message?: Maybe<string> }>;
  redeliveryOf?: Maybe<string>;
  decidedBy?: Maybe<string>;
  redeliverable: boolean;
  receivedAt: string;
}

export interface Artifact {
  id: string;
  runId?: Maybe<string>;
  applicationId: string;
  name: string;
  files: number;
  bytes: number;
  sha256: string;
  location: string;
  createdAt: string;
  expiresAt: string;
}

export interface FlakyTest {
  suite: string;
  name: string;
  commits: number;
  runs: number;
  failures: number;
}

export interface SlowTest {
  suite: string;
  name: string;
  medianMillis: number;
  maxMillis: number;
  runs: number;
}

export interface OpenCommand {
  commandId: string;
  capability: string;
  runId?: Maybe<string>;
  stage?: Maybe<string>;
  application?: Maybe<string>;
  attempt: number;
  receivedAt: string;
  startedAt?: Maybe<string>;
}

export interface Runners {
  host: boolean;
  /** What runs steps with an image. */
  containers: 'auto' | 'docker' | 'kubernetes';
  docker: { answers: boolean };
  kubernetes: { known: boolean; answers: boolean };
  workers: number;
  running: OpenCommand[];
  queued: OpenCommand[];
}

export type Builds = Page<Build>;
