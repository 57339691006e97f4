package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTests {
  @ParameterizedTest
  @EnumSource(Service.class)
  void mainClassIsOnTheClassPath(Service service) {
    assertThatCode(() -> Class.forName(service.mainClass()).getMethod("main", String[].class))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void portLiesBelowTheRegistry(Service service) {
    assertThat(service.port(8080)).isBetween(8080, 8080 + Service.PORTS - 1);
  }
}
