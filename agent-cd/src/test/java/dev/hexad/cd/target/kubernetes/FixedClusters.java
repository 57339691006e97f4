package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.ClusterSettings;
import dev.hexad.cd.settings.HealthRule;
import dev.hexad.contracts.message.Secret;
import java.util.Map;

/** One cluster with a kubeconfig at hand. */
final class FixedClusters implements AutoCloseable {
  private final Clusters clusters;

  FixedClusters(String kubeconfig) {
    var settings =
        new CdSettings(
            null,
            0,
            60,
            Map.of("test", new ClusterSettings("kubeconfig", "test", null)),
            Map.of(),
            Map.of(
                "example.com/Robot",
                new HealthRule(
                    "object.spec.legs < 2", null, "object.spec.legs >= 2", "/spec/reason")),
            null,
            Map.of(),
            null);
    clusters = new Clusters(() -> settings, name -> Secret.of(kubeconfig));
  }

  Clusters clusters() {
    return clusters;
  }

  @Override
  public void close() {
    clusters.close();
  }
}
