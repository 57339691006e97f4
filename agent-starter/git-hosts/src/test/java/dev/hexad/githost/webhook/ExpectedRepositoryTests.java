package dev.hexad.githost.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedRepositoryTests {

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/team/shop.git, git@git.example.com:team/shop.git, true",
    "https://git.example.com/team/shop, ssh://git@git.example.com:2222/Team/Shop.git/, true",
    "http://git.example.com:3000/team/shop, https://user:pw@GIT.example.com/team/shop.git, true",
    "https://[2001:db8::1]:8443/team/shop, https://[2001:db8::1]/team/shop.git, true",
    "file:///srv/git/shop, /srv/git/shop, true",
    "https://git.example.com/team/shop, https://git.example.com/team/shop-2, false",
    "https://git.example.com/team/shop, https://git.example.com/other/team/shop, false",
    "https://git.example.com/team/shop, https://git.example.com.evil.example/team/shop, false",
    "https://git.example.com/team/shop, https://evil.example/git.example.com/team/shop, false",
    "https://git.example.com/team/shop, https://git.example.com@evil.example/team/shop, false"
  })
  void comparesHostAndPath(String expected, String sent, boolean same) {
    assertThat(new ExpectedRepository(expected).isAmong(List.of(sent))).isEqualTo(same);
  }
}
