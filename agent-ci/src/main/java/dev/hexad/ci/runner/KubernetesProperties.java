package dev.hexad.ci.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Pods as runners, prefix {@code hexad.ci.kubernetes}.
 *
 * @param kubeconfig file with the cluster and the credentials; a file of the user is never taken
 *     unless this or the context names it
 * @param context of the kubeconfig, its current one when empty
 * @param namespace of the pods; that of the context or of the agent's own pod when empty
 * @param workspaceImage has {@code sh}, {@code tar}, {@code gzip}, {@code dd} and {@code chmod};
 *     carries files
 * @param serviceAccount of the pods, whose token they never see; the default one when empty
 * @param nodeSelector labels of the nodes that may run steps
 * @param startTimeout until a node is found and all images are pulled
 * @param maxWorkspace size of all files of a step together
 */
@ConfigurationProperties("hexad.ci.kubernetes")
record KubernetesProperties(
    @Nullable Path kubeconfig,
    @DefaultValue("") String context,
    @DefaultValue("") String namespace,
    @DefaultValue("docker.io/library/busybox:1.37.0") String workspaceImage,
    @DefaultValue("") String serviceAccount,
    @DefaultValue Map<String, String> nodeSelector,
    @DefaultValue List<Toleration> tolerations,
    @DefaultValue("10m") Duration startTimeout,
    @DefaultValue("10GB") DataSize maxWorkspace) {

  /** A taint that does not keep steps off a node; any value when the value is absent. */
  record Toleration(String key, @Nullable String value, @Nullable String effect) {}

  /** Whether the operator named a cluster. */
  boolean named() {
    return kubeconfig != null || !context.isEmpty();
  }
}
