package dev.hexad.cloud.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterShapeTests {
  private static FilterShape shape(String filter) {
    return FilterShape.of(FilterParser.parse(filter));
  }

  @Test
  void knowsWhatAllOfThemHave() {
    FilterShape shape =
        shape("region = eu and type = aws.ec2.instance and tag.env = prod and not state = stopped");
    assertThat(shape.facets()).containsExactly("region=eu", "type=aws.ec2.instance");
    assertThat(shape.lead()).contains(new FilterShape.Lead("type", "aws.ec2.instance"));
    assertThat(shape("owner = anna").lead()).contains(new FilterShape.Lead("owner", "anna"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = a or type = b",
        "type = aws.*",
        "type in (a, b)",
        "not type = a",
        "type != a"
      })
  void takesNothingForGrantedThatMayBeOtherwise(String filter) {
    assertThat(shape(filter).facets()).isEmpty();
    assertThat(shape(filter).lead()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id = i-1 | true",
        "type = a and name = web* | true",
        "linked = sg-1 | true",
        "name = *web | false",
        "not id = i-1 | false",
        "type = a or id = i-1 | false"
      })
  void knowsConditionsThatFindFew(String filter, boolean pinned) {
    assertThat(shape(filter).pinned()).isEqualTo(pinned);
  }
}
