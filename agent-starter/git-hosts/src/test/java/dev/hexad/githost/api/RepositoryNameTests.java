package dev.hexad.githost.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTests {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/team/shop.git, team/shop",
    "git@github.com:team/shop.git, team/shop",
    "ssh://git@host:2222/group/team/shop/, group/team/shop"
  })
  void comesFromCloneUrls(String url, String path) {
    assertThat(RepositoryName.ofCloneUrl(url).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "../shop",
        "team/..",
        "team//shop",
        "a/b?c",
        "a/b#c",
        "a/b c",
        "a/b%2f",
        "/a/b"
      })
  void refusesWhatCouldLeadElsewhere(String path) {
    assertThatThrownBy(() -> new RepositoryName(path)).isInstanceOf(HexadException.class);
  }
}
