import type { Deployment } from '@/lib/api/types';

/** The newest deployment of each application in each environment that still serves or is on its way. */
export function currentDeployments(deployments: readonly Deployment[]): Deployment[] {
  const current = new Map<string, Deployment>();
  for (const deployment of deployments) {
    if (deployment.state === 'SUPERSEDED' || deployment.state === 'ROLLED_BACK') {
      continue;
    }
    const place = `${deployment.applicationId}/${deployment.environment}`;
    const known = current.get(place);
    // A failed revision does not serve: the stable one below it does.
    const serves = (one: Deployment) => (one.state === 'FAILED' ? 0 : 1);
    if (
      known === undefined ||
      serves(deployment) > serves(known) ||
      (serves(deployment) === serves(known) && deployment.revision > known.revision)
    ) {
      current.set(place, deployment);
    }
  }
  return [...current.values()].sort(
    (a, b) => a.application.localeCompare(b.application) || a.environment.localeCompare(b.environment),
  );
}
