package dev.hexad.monitoring.remote;

import dev.hexad.monitoring.source.MetricSourceContractTests;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.service.outbound.OutboundGuard;

class KubernetesSourceContractTests extends MetricSourceContractTests {
  @Override
  protected SourceAdapter adapter(OutboundGuard guard) {
    return new KubernetesSources(new RemoteHttp(guard));
  }

  @Override
  protected String query() {
    return "pod_cpu{namespace=\"shop\", app=\"web\"}";
  }

  @Override
  protected String wrongQuery() {
    return "container_cpu";
  }

  @Override
  protected String secret(String url) {
    return """
    {"apiVersion": "v1", "kind": "Config", "current-context": "c",
      "clusters": [{"name": "c", "cluster": {"server": "%s"}}],
      "users": [{"name": "u", "user": {"token": "never-to-be-seen"}}],
      "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}]}
    """
        .formatted(url);
  }

  @Override
  protected String label() {
    return "pod";
  }

  @Override
  protected String twoSeries() {
    return """
    {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": [
      {"metadata": {"name": "web-1", "namespace": "shop"}, "timestamp": "%1$s", "window": "20s",
       "containers": [{"name": "web", "usage": {"cpu": "2500m", "memory": "64Mi"}},
         {"name": "side", "usage": {"cpu": "500000000n", "memory": "1Mi"}}]},
      {"metadata": {"name": "web-2", "namespace": "shop"}, "timestamp": "%1$s", "window": "20s",
       "containers": [{"name": "web", "usage": {"cpu": "4", "memory": "64Mi"}}]}]}
    """
        .formatted(AT);
  }

  @Override
  protected String none() {
    return """
    {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {},
      "items": []}
    """;
  }
}
