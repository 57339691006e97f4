import { AT } from './samples';

export const hook = {
  id: 'hook-1',
  name: 'Chat bridge',
  url: 'https://chat.example.org/hexad',
  types: ['dev.hexad.run.*', 'dev.hexad.monitoring.alert.raised.v1'],
  applicationId: 'app-1',
  enabled: true,
  failingSince: AT,
  version: 4,
  createdAt: AT,
  createdBy: 'token:admin',
  updatedAt: AT,
  updatedBy: 'token:admin',
};

export const hookDelivery = {
  id: 'delivery-7',
  hookId: 'hook-1',
  messageId: 'm-7',
  eventType: 'dev.hexad.run.finished.v1',
  state: 'FAILED',
  attempts: 8,
  responseStatus: 503,
  responseBody: 'try later',
  error: 'the receiver answered 503',
  durationMillis: 120,
  createdAt: AT,
  finishedAt: AT,
};

const lease = {
  resources: ['environment:production'],
  requestedAt: AT,
  expiresAt: AT,
};

export const held = { ...lease, id: 'l-1', holder: 'token:admin', reason: 'maintenance', granted: true, token: 17, position: 0, waitsFor: [], grantedAt: AT };

export const waits = { ...lease, id: 'l-2', holder: 'run:run-2', runId: 'run-2', stage: 'deploy', granted: false, position: 1, waitsFor: ['token:admin'] };
