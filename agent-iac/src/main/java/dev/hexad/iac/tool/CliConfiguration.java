package dev.hexad.iac.tool;

import dev.hexad.iac.settings.IacSettings;
import java.util.List;
import java.util.stream.Collectors;

/** Terraform's configuration of its own command line: which providers are found where. */
final class CliConfiguration {
  private CliConfiguration() {}

  /** True when the settings say anything about it. */
  static boolean needed(IacSettings.Providers providers) {
    return providers.mirror() != null || !providers.allowed().isEmpty() || !providers.direct();
  }

  static String of(IacSettings.Providers providers) {
    var text = new StringBuilder("disable_checkpoint = true\nprovider_installation {\n");
    String include = include(providers.allowed());
    String mirror = providers.mirror();
    if (mirror != null) {
      text.append("  filesystem_mirror {\n    path = ")
          .append(quoted(mirror))
          .append('\n')
          .append(include)
          .append("  }\n");
    }
    text.append("  direct {\n")
        .append(providers.direct() ? include : "    exclude = [\"*/*/*\"]\n")
        .append("  }\n}\n");
    return text.toString();
  }

  private static String include(List<String> allowed) {
    return allowed.isEmpty()
        ? ""
        : "    include = ["
            + allowed.stream().map(CliConfiguration::quoted).collect(Collectors.joining(", "))
            + "]\n";
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${").replace("%{", "%%{")
        + '"';
  }
}
