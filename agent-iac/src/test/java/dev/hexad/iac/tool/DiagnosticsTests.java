package dev.hexad.iac.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticsTests {
  @Test
  void namesFileAndLineOfEachError() {
    assertThat(
            summary(
                """

                Error: Terraform encountered problems during initialisation, including problems
                with the configuration, described below.

                Error: Unclosed configuration block

                  on bad.tf line 1, in resource "terraform_data":
                   1: resource "terraform_data" {

                There is no closing brace for this block before the end of the file.

                Error: Missing name for resource

                  on modules/net/main.tf line 14:
                  14: resource "terraform_data" {

                All resource blocks must have 2 labels (type, name).
                """))
        .isEqualTo(
            "bad.tf:1: Unclosed configuration block; modules/net/main.tf:14: Missing name for"
                + " resource");
  }

  @Test
  void readsTheFrameThatIsDrawnAroundErrors() {
    assertThat(
            summary(
                """
                ╷
                │ Error: Invalid reference
                │
                │   on main.tf line 7, in output "x":
                │    7:   value = y
                ╵
                """))
        .isEqualTo("main.tf:7: Invalid reference");
  }

  @Test
  void tellsAnErrorWithoutAPlaceByItsTitleAlone() {
    assertThat(
            summary(
                """
                Error: Failed to query available provider packages

                Could not retrieve the list of versions, the token is 12345.
                """))
        .isEqualTo("Failed to query available provider packages");
  }

  @Test
  void tellsEachOnceAndNoMoreThanFive() {
    var output = new StringBuilder();
    for (int i = 1; i <= 7; i++) {
      String error = "Error: Unsupported argument\n\n  on main.tf line " + i + ", in locals:\n";
      output.append(error).append(error);
    }
    assertThat(summary(output.toString())).contains("main.tf:5:").endsWith("; and 2 more");
  }

  @Test
  void hasAnotherWordWhereNothingIsSaid() {
    assertThat(summary("Plan: 1 to add\n")).isEqualTo("see the log");
  }

  private static String summary(String output) {
    var diagnostics = new Diagnostics();
    output.lines().forEach(diagnostics::line);
    return diagnostics.summary("see the log");
  }
}
