package dev.hexad.monitoring.settings;

import org.jspecify.annotations.Nullable;

/**
 * A server that metrics are read from.
 *
 * @param kind what it speaks
 * @param url base of its API; for Kubernetes in place of the one that the kubeconfig names
 * @param secret name of the stored secret with its token; none when absent. For Datadog the API
 *     key, for Kubernetes a kubeconfig
 * @param applicationSecret name of the secret with Datadog's application key
 * @param dataSource uid of the data source that Grafana is asked for
 */
public record Source(
    String name,
    @Nullable Kind kind,
    String url,
    @Nullable String secret,
    @Nullable String applicationSecret,
    @Nullable String dataSource) {

  /** What a source speaks. */
  public enum Kind {
    /** The HTTP API of Prometheus and all that have it: Thanos, Mimir, VictoriaMetrics. */
    PROMETHEUS,
    /** Grafana's API for queries of its data sources. */
    GRAFANA,
    /** An endpoint in the text format of OpenMetrics. */
    OPENMETRICS,
    /** The metrics API of Datadog. */
    DATADOG,
    /** The resource metrics API of Kubernetes, which the metrics server answers. */
    KUBERNETES
  }

  public Source {
    Names.require("the source", name);
    kind = kind == null ? Kind.PROMETHEUS : kind;
    if (url == null || !url.matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException(
          "the source '" + name + "': url must begin with http:// or https:// and end before ?");
    }
    if (kind == Kind.DATADOG && (secret == null || applicationSecret == null)) {
      throw new IllegalArgumentException(
          "the source '" + name + "': Datadog wants secret and applicationSecret");
    }
    if (kind == Kind.KUBERNETES && secret == null) {
      throw new IllegalArgumentException(
          "the source '" + name + "': Kubernetes wants secret, the name of a kubeconfig");
    }
    if (kind == Kind.GRAFANA && dataSource == null) {
      throw new IllegalArgumentException("the source '" + name + "': Grafana wants dataSource");
    }
  }

  @Override
  public Kind kind() {
    return kind == null ? Kind.PROMETHEUS : kind;
  }
}
