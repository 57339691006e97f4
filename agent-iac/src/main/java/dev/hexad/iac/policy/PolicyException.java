package dev.hexad.iac.policy;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is not asked about for a time.
 *
 * @param workspace null for all
 * @param address of the resource; {@code *} stands for anything. Null for all
 * @param owner who answers for it
 * @param expiresAt from then on it counts no more
 */
record PolicyException(
    UUID id,
    String policy,
    @Nullable String workspace,
    @Nullable String address,
    String reason,
    String owner,
    Instant createdAt,
    Instant expiresAt) {

  boolean covers(Finding finding, String of) {
    return finding.policy().equals(policy)
        && (workspace == null || workspace.equals(of))
        && (address == null
            || finding.address() != null && glob(address).matcher(finding.address()).matches());
  }

  private static Pattern glob(String text) {
    return Pattern.compile("\\Q" + text.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E");
  }
}
