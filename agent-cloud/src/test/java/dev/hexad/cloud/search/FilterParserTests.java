package dev.hexad.cloud.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTests {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static FilterSql.Compiled sql(String text) {
    return FilterSql.of(FilterParser.parse(text), NOW);
  }

  @Test
  void bindsAndTighterThanOr() {
    assertThat(sql("type = a or type = b and not state = c").condition())
        .isEqualTo("((type = :f0) or ((type = :f1) and not coalesce((state = :f2), false)))");
  }

  @Test
  void findsTagsThroughTheIndex() {
    var compiled = sql("tag.env = prod");
    assertThat(compiled.condition()).isEqualTo("((tags @> :f0::jsonb))");
    assertThat(compiled.parameters()).containsEntry("f0", "{\"env\":\"prod\"}");
  }

  @Test
  void takesWhatIsWrittenAsParameters() {
    var compiled = sql("name = \"x' or 1=1 --\" and raw.a.b ~ '\\';drop'");
    assertThat(compiled.condition()).doesNotContain("drop", "1=1");
    assertThat(compiled.parameters().values()).contains("x' or 1=1 --", "%';drop%");
  }

  @Test
  void countsSpansBackFromNow() {
    var compiled = sql("age > 30d");
    assertThat(compiled.condition()).isEqualTo("created_at < :f0");
    assertThat(compiled.parameters().get("f0").toString()).startsWith("2026-01-30");
  }

  @Test
  void takesStarsAndNotTheWildcardsOfTheDatabase() {
    assertThat(sql("type = aws.ec2_*").parameters()).containsEntry("f0", "aws.ec2\\_%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type = | 7 | a value was expected",
        "type = a and | 13 | a field such as",
        "kind = a | 1 | there is no field 'kind'",
        "age > soon | 7 | 'soon' is no span of time",
        "(type = a | 10 | ')' was expected",
        "type = a type = b | 10 | 'or' or the end",
        "name = \"a | 8 | has no end",
        "tag.x in (a b) | 13 | ')' was expected",
        "type > a | 6 | was expected after 'type'",
      })
  void saysWhereAnErrorIs(String text, int place, String what) {
    assertThatThrownBy(() -> FilterParser.parse(text))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("at character " + place + ":")
        .hasMessageContaining(what);
  }

  @Test
  void refusesDeepNestsBeforeTheyFillTheStack() {
    assertThatThrownBy(() -> FilterParser.parse("(".repeat(2_000) + "type = a"))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> FilterParser.parse("not ".repeat(900) + "type = a"))
        .hasMessageContaining("nested deeper");
  }
}
