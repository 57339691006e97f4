package dev.hexad.iac.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Roles of AWS that runs take on, so that each works with credentials of its own that end soon.
 *
 * @param workspaces which ones, with {@code *} for any text; the first entry that fits counts
 * @param planRole ARN of what plans and drift checks take on; none when absent
 * @param applyRole ARN of what applies take on; none when absent
 * @param externalId given to AWS with the wish, where the role asks for one
 * @param region whose token service is asked, us-east-1 when absent
 * @param minutes how long the credentials last, 15 to 720; 60 when absent
 * @param endpoint of the token service where it is not the usual one
 */
public record RunRole(
    String workspaces,
    @Nullable String planRole,
    @Nullable String applyRole,
    @Nullable String externalId,
    @Nullable String region,
    @Nullable Integer minutes,
    @Nullable String endpoint) {
  private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/\\S+");

  public RunRole {
    if (workspaces == null || workspaces.isBlank()) {
      throw new IllegalArgumentException("roles: 'workspaces' is missing");
    }
    check(planRole);
    check(applyRole);
    if (minutes != null && (minutes < 15 || minutes > 720)) {
      throw new IllegalArgumentException("roles: minutes must be 15 to 720, not " + minutes);
    }
  }

  private static void check(@Nullable String role) {
    if (role != null && !ARN.matcher(role).matches()) {
      throw new IllegalArgumentException("roles: '" + role + "' is no ARN of a role");
    }
  }

  @Override
  public Integer minutes() {
    return minutes == null ? 60 : minutes;
  }

  @Override
  public String region() {
    return region == null ? "us-east-1" : region;
  }

  /** Whether this is for a workspace. */
  public boolean fits(String workspace) {
    return WorkspacePattern.fits(workspaces, workspace);
  }
}
