package dev.hexad.cd.settings;

import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes cluster.
 *
 * @param kubeconfigSecret name of the secret that holds the kubeconfig; its content is never stored
 *     here
 * @param context of the kubeconfig, its current one when absent
 * @param namespace for deployments that name none, the one of the context when absent
 */
public record ClusterSettings(
    String kubeconfigSecret, @Nullable String context, @Nullable String namespace) {
  public ClusterSettings {
    if (kubeconfigSecret == null || kubeconfigSecret.isBlank()) {
      throw new IllegalArgumentException("kubeconfigSecret is missing");
    }
  }
}
