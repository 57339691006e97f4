package dev.hexad.iac.tool;

import java.util.List;

/**
 * The IaC agent's live configuration.
 *
 * @param tools programs to look for, the first one found is used: terraform, tofu
 * @param timeoutSeconds for each single run of the program
 * @param passEnvironment names of variables that the program inherits from the agent; credentials
 *     of providers must be named here
 */
public record IacSettings(List<String> tools, int timeoutSeconds, List<String> passEnvironment) {
  public static final IacSettings DEFAULT =
      new IacSettings(
          List.of("terraform", "tofu"),
          1800,
          List.of("LANG", "TZ", "http_proxy", "https_proxy", "no_proxy"));

  public IacSettings {
    tools = tools == null || tools.isEmpty() ? List.of("terraform", "tofu") : List.copyOf(tools);
    passEnvironment = passEnvironment == null ? List.of() : List.copyOf(passEnvironment);
    if (!List.of("terraform", "tofu").containsAll(tools)) {
      throw new IllegalArgumentException("tools can be terraform and tofu, not " + tools);
    }
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException("timeoutSeconds must be at least 1");
    }
  }
}
