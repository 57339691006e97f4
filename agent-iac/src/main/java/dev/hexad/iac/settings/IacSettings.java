package dev.hexad.iac.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The IaC agent's live configuration.
 *
 * @param tools programs to look for, the first one found is used: terraform, tofu
 * @param toolFolder folder of this machine with more versions of them, for repositories that ask
 *     for one: {@code <folder>/terraform/1.9.8/terraform}; none when absent
 * @param timeoutSeconds for each single run of the program
 * @param passEnvironment names of variables that the program inherits from the agent; credentials
 *     of providers must be named here
 * @param applyEnvironment the same, for applies only: what a plan runs is not trusted with them
 * @param roles what runs take on to reach AWS
 * @param terraformCloud workspaces whose runs Terraform Cloud does; the others run here
 * @param policies rules over plans, besides those that come with Hexad and over those of the same
 *     name
 * @param drift when workspaces are looked at for drift
 * @param providers where providers come from, and which may be used
 * @param boundaries what runs of some workspaces may use
 * @param isolation whether the program is kept from other processes and from the agent's files
 * @param maxOutputMegabytes of the output of a single run of the program
 * @param maxMemoryMegabytes of the program and all that it starts, providers among them
 */
public record IacSettings(
    List<String> tools,
    @Nullable String toolFolder,
    int timeoutSeconds,
    List<String> passEnvironment,
    List<String> applyEnvironment,
    List<RunRole> roles,
    List<TerraformCloud> terraformCloud,
    List<Policy> policies,
    Drift drift,
    Providers providers,
    List<Boundary> boundaries,
    Isolation isolation,
    int maxOutputMegabytes,
    int maxMemoryMegabytes) {
  public static final IacSettings DEFAULT =
      new IacSettings(
          List.of("terraform", "tofu"),
          null,
          1800,
          List.of("LANG", "TZ", "http_proxy", "https_proxy", "no_proxy"),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Drift.DEFAULT,
          Providers.DEFAULT,
          List.of(),
          Isolation.WHEN_POSSIBLE,
          64,
          4096);

  /** Whether the program runs where it sees neither other processes nor the agent's files. */
  public enum Isolation {
    REQUIRED,
    WHEN_POSSIBLE,
    OFF
  }

  /**
   * Where providers come from.
   *
   * @param mirror folder of this machine with providers, laid out as {@code terraform providers
   *     mirror} does it; none when absent
   * @param allowed source addresses that may be used, for example {@code
   *     registry.terraform.io/hashicorp/*}; all when empty
   * @param direct whether those that the mirror does not have are loaded from their registry
   */
  public record Providers(@Nullable String mirror, List<String> allowed, boolean direct) {
    public static final Providers DEFAULT = new Providers(null, List.of(), true);

    public Providers {
      allowed = allowed == null ? List.of() : List.copyOf(allowed);
      for (String source : allowed) {
        if (!source.matches("[A-Za-z0-9._*-]+/[A-Za-z0-9_*-]+/[A-Za-z0-9_*-]+")) {
          throw new IllegalArgumentException(
              "providers.allowed: '" + source + "' is no host/namespace/type");
        }
      }
    }
  }

  /**
   * When workspaces are looked at for drift.
   *
   * @param everyMinutes for each workspace, 0 for never; spread over the whole time
   * @param atOnce how many are looked at at the same time
   */
  public record Drift(int everyMinutes, int atOnce) {
    public static final Drift DEFAULT = new Drift(720, 4);

    public Drift {
      if (everyMinutes < 0 || atOnce < 1 || atOnce > 64) {
        throw new IllegalArgumentException("drift: everyMinutes must be 0 or more, atOnce 1 to 64");
      }
    }
  }

  public IacSettings {
    tools = tools == null || tools.isEmpty() ? List.of("terraform", "tofu") : List.copyOf(tools);
    passEnvironment = passEnvironment == null ? List.of() : List.copyOf(passEnvironment);
    applyEnvironment = applyEnvironment == null ? List.of() : List.copyOf(applyEnvironment);
    roles = roles == null ? List.of() : List.copyOf(roles);
    terraformCloud = terraformCloud == null ? List.of() : List.copyOf(terraformCloud);
    policies = policies == null ? List.of() : List.copyOf(policies);
    drift = drift == null ? Drift.DEFAULT : drift;
    providers = providers == null ? Providers.DEFAULT : providers;
    boundaries = boundaries == null ? List.of() : List.copyOf(boundaries);
    isolation = isolation == null ? Isolation.WHEN_POSSIBLE : isolation;
    maxOutputMegabytes = maxOutputMegabytes == 0 ? 64 : maxOutputMegabytes;
    maxMemoryMegabytes = maxMemoryMegabytes == 0 ? 4096 : maxMemoryMegabytes;
    if (toolFolder != null && !toolFolder.startsWith("/")) {
      throw new IllegalArgumentException("toolFolder must be an absolute path: " + toolFolder);
    }
    if (!List.of("terraform", "tofu").containsAll(tools)) {
      throw new IllegalArgumentException("tools can be terraform and tofu, not " + tools);
    }
    if (timeoutSeconds < 1 || maxOutputMegabytes < 1 || maxMemoryMegabytes < 1) {
      throw new IllegalArgumentException(
          "timeoutSeconds, maxOutputMegabytes and maxMemoryMegabytes must be at least 1");
    }
  }
}
