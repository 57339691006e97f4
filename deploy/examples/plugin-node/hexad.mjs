// All that an agent needs of Hexad, over plain HTTP: a lease, commands, events, and the check of
// identities. Nothing but what comes with Node.js.
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `status ${status}`);
    this.status = status;
  }
}

export class Hexad {
  constructor({ url, enrolmentToken, manifest, baseUrl, leaseSeconds }) {
    Object.assign(this, { url, enrolmentToken, manifest, baseUrl, leaseSeconds });
    this.instance = randomUUID();
    this.startedAt = new Date().toISOString();
    this.configuration = manifest.defaultConfiguration;
    this.version = 0;
  }

  async call(method, path, { body, token = this.lease?.serviceToken, headers, text } = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': text ? 'text/plain' : 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : text ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const read = await answer.text();
    if (!answer.ok) {
      let problem = {};
      try {
        problem = JSON.parse(read);
      } catch {
        // A proxy in between answers in its own words.
      }
      throw new Refused(answer.status, problem);
    }
    return read ? JSON.parse(read) : {};
  }

  // Enrols, and renews the lease for ever; a lost lease is asked for again.
  async keepLease() {
    for (;;) {
      try {
        this.take(this.lease ? await this.beat() : await this.enrol());
        await sleep((this.lease.leaseSeconds * 1000) / 4);
      } catch (e) {
        if (e instanceof Refused && e.status < 500) this.lease = undefined;
        console.error(`no lease: ${e.message}`);
        await sleep(1000);
      }
    }
  }

  enrol() {
    const { manifest, instance: instanceId, baseUrl, startedAt } = this;
    return this.call('POST', '/api/v1/enrolments', {
      token: this.enrolmentToken,
      body: { manifest, instanceId, baseUrl, startedAt },
    });
  }

  beat() {
    return this.call('PUT', `/api/v1/enrolments/${this.manifest.id}/${this.instance}`, {
      body: { configurationVersion: this.version, healthy: true },
    });
  }

  take(lease) {
    this.lease = lease;
    this.keys = JSON.parse(lease.identityKeys).keys;
    this.version = lease.configurationVersion;
    if (lease.configuration) this.configuration = lease.configuration;
  }

  // Takes commands one after the other. The handler gets the parameters and a context; what it
  // returns is the result, what it throws is the failure.
  async work(handlers) {
    for (;;) {
      try {
        if (!this.lease) {
          await sleep(200);
          continue;
        }
        const lease = this.leaseSeconds ? `&lease=${this.leaseSeconds}` : '';
        const { items } = await this.call('GET', `/api/v1/transport/commands?wait=20${lease}`);
        for (const item of items) await this.handle(item, handlers);
      } catch (e) {
        console.error(`no commands: ${e.message}`);
        await sleep(1000);
      }
    }
  }

  async handle({ command, lease, attempt }, handlers) {
    const path = `/api/v1/transport/commands/${command.commandId}`;
    const send = (verb, body, more) =>
      this.call('POST', `${path}/${verb}`, { body, headers: { 'hexad-lease': lease }, ...more });
    const stop = new AbortController();
    const heard = ({ cancelRequested }) => cancelRequested && stop.abort();
    const seconds = this.leaseSeconds ? `?lease=${this.leaseSeconds}` : '';
    const renewal = setInterval(
      () =>
        this.call('POST', `${path}/renew${seconds}`, { headers: { 'hexad-lease': lease } })
          .then(heard)
          .catch((e) => e.status === 409 && stop.abort()),
      ((this.leaseSeconds ?? 60) * 1000) / 3,
    );
    try {
      const result = await handlers[command.capability](command.parameters, {
        command,
        attempt,
        signal: stop.signal,
        progress: async (percent, message) => heard(await send('progress', { percent, message })),
        log: (line) => send('log', `${line}\n`, { text: true }),
      });
      await this.answer(() => (stop.signal.aborted ? send('cancelled') : send('succeed', result)));
    } catch (e) {
      if (stop.signal.aborted) await this.answer(() => send('cancelled'));
      else await this.answer(() => send('fail', { detail: e.message }));
    } finally {
      clearInterval(renewal);
    }
  }

  // An answer is sent until it arrives: sending it twice is sending it once.
  async answer(send) {
    for (let tries = 0; ; tries++) {
      try {
        return await send();
      } catch (e) {
        if (tries === 30 || (e instanceof Refused && e.status < 500)) {
          console.error(`answer not taken: ${e.message}`);
          return undefined;
        }
        await sleep(1000);
      }
    }
  }

  emit(type, subject, data, cause) {
    return this.call('POST', '/api/v1/transport/events', {
      body: {
        id: randomUUID(),
        type,
        subject,
        time: new Date().toISOString(),
        ...(cause?.runId ? { correlationid: cause.runId, causationid: cause.commandId } : {}),
        data,
      },
    });
  }

  // Who calls the agent's own API: only identities that the orchestrator signed for this agent.
  identity(request) {
    const [head, body, signature] = String(request.headers['hexad-identity'] ?? '').split('.');
    if (!signature) return undefined;
    try {
      const read = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
      const { alg, kid } = read(head);
      const jwk = (this.keys ?? []).find((key) => key.kid === kid);
      if (alg !== 'ES256' || !jwk) return undefined;
      const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
      const data = Buffer.from(`${head}.${body}`);
      if (!verify('sha256', data, key, Buffer.from(signature, 'base64url'))) return undefined;
      const claims = read(body);
      const meant = [].concat(claims.aud).includes(this.manifest.id);
      const valid = claims.iss === 'hexad-orchestrator' && claims.exp * 1000 > Date.now();
      return meant && valid ? claims : undefined;
    } catch {
      return undefined;
    }
  }
}
