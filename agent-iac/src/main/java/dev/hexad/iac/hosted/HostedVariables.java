package dev.hexad.iac.hosted;

/** Values of input variables as Terraform Cloud wants them for a run: expressions of HCL. */
final class HostedVariables {
  private HostedVariables() {}

  /** Lists and objects are expressions already; all else is a text, which Terraform converts. */
  static String expression(String value) {
    String start = value.stripLeading();
    return start.startsWith("[") || start.startsWith("{") ? value : quoted(value);
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("${", "$${")
            .replace("%{", "%%{")
        + '"';
  }
}
