package dev.hexad.orchestrator.registry;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an agent was installed.
 *
 * @param reference address or image that its manifest came from, empty for a file
 * @param digest of the only manifest that may enrol
 * @param previousDigest of the version before, which may enrol while instances are replaced
 * @param scopes granted by the operator
 */
public record Plugin(
    String agentId,
    Source source,
    String reference,
    String digest,
    @Nullable String previousDigest,
    List<String> scopes,
    Instant installedAt,
    String installedBy,
    Instant changedAt,
    String changedBy) {
  public Plugin {
    scopes = List.copyOf(scopes);
  }

  /** Where a manifest came from. */
  public enum Source {
    URL,
    FILE,
    IMAGE
  }

  boolean admits(String manifestDigest) {
    return manifestDigest.equals(digest) || manifestDigest.equals(previousDigest);
  }

  public Set<String> grants() {
    return Set.copyOf(scopes);
  }
}
