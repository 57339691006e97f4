package dev.hexad.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTemplateTests {
  private static String fill(String expression, String environment) {
    return QueryTemplate.fill(
        expression,
        word ->
            switch (word) {
              case "revision" -> "7";
              case "environment" -> environment;
              default -> "<" + word + ">";
            });
  }

  @Test
  void fillsEachWord() {
    assertThat(
            fill(
                "x{a=\"$revision\",b='$role-$environment',c=`$application`,d=\"$deployment\"}",
                "e"))
        .isEqualTo("x{a=\"7\",b='<role>-e',c=`<application>`,d=\"<deployment>\"}");
    assertThat(fill("x == $revision", "e")).isEqualTo("x == 7");
  }

  @Test
  void touchesNothingElse() {
    String expression = "x{a=\"$other$\",b=\"$revisions\",c=\"\\\"\"} # it's $environment\n+ y";
    assertThat(fill(expression, "e")).isEqualTo(expression);
  }

  @Test
  void aValueStaysInsideItsLiteral() {
    String value = "a\"} or up{x=\"\\";
    assertThat(fill("x{a=\"$environment\"}", value)).isEqualTo("x{a=\"a\\\"} or up{x=\\\"\\\\\"}");
    assertThat(fill("x{a='$environment'}", "it's")).isEqualTo("x{a='it\\'s'}");
    assertThat(fill("x{a=`$environment`}", value)).isEqualTo("x{a=`" + value + "`}");
    assertThat(fill("x{a=\"$environment\"}", "$role $environment"))
        .isEqualTo("x{a=\"$role $environment\"}");
  }

  @Test
  void aValueInARegularExpressionIsTakenAsItIs() {
    assertThat(fill("x{a=~\"$environment-.*\"}", "a.b|c")).isEqualTo("x{a=~\"a\\\\.b\\\\|c-.*\"}");
    assertThat(fill("x{a!~ `$environment`}", ".*")).isEqualTo("x{a!~ `\\.\\*`}");
    assertThat(fill("x{a=~\"$environment\"}", "a\\")).isEqualTo("x{a=~\"a\\\\\\\\\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000", "a\u007f"})
  void refusesWhatCannotBeQuoted(String value) {
    assertThatThrownBy(() -> fill("x{a=\"$environment\"}", value))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("$environment");
  }

  @Test
  void refusesABacktickInBackticks() {
    assertThatThrownBy(() -> fill("x{a=`$environment`}", "a`b")).isInstanceOf(HexadException.class);
    assertThat(fill("x{a=\"$environment\"}", "a`b")).isEqualTo("x{a=\"a`b\"}");
  }

  @Test
  void refusesAWordOutsideOfQuotes() {
    assertThatThrownBy(() -> fill("$environment", "up"))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("stands outside of quotes");
  }
}
