package dev.hexad.finops.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for what no pod of an application uses.
 *
 * @param idle of nodes that nobody asked for or used; apart when absent
 * @param shared pods of namespaces that work for all; apart when absent
 * @param sharedNamespaces which these are, {@code kube-system} when absent
 */
public record ClusterSharing(
    @Nullable Way idle, @Nullable Way shared, @Nullable List<String> sharedNamespaces) {
  public static final ClusterSharing DEFAULT = new ClusterSharing(null, null, null);

  /** What is done with it. */
  public enum Way {
    /** It stands in rows of its own. */
    APART,
    /** Pods pay it, each in proportion to its own cost. */
    BY_COST
  }

  @Override
  public Way idle() {
    return idle == null ? Way.APART : idle;
  }

  @Override
  public Way shared() {
    return shared == null ? Way.APART : shared;
  }

  @Override
  public List<String> sharedNamespaces() {
    return sharedNamespaces == null ? List.of("kube-system") : List.copyOf(sharedNamespaces);
  }
}
