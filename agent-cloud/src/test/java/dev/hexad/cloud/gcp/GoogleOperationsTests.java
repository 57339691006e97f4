package dev.hexad.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.contracts.message.Json;
import org.junit.jupiter.api.Test;

class GoogleOperationsTests {
  private static final String LINK =
      "https://www.googleapis.com/compute/v1/projects/p/regions/r/operations/o";

  private static Outcome begun(Service service, String answer) {
    return GoogleOperations.begun(service, Json.mapper().readTree(answer));
  }

  @Test
  void followsWhatIsNotOver() {
    assertThat(
            begun(
                Service.COMPUTE, "{\"status\": \"PENDING\", \"selfLink\": \"%s\"}".formatted(LINK)))
        .isEqualTo(new Outcome.Operation("COMPUTE projects/p/regions/r/operations/o"));
    assertThat(begun(Service.RUN, "{\"name\": \"projects/p/locations/l/operations/o\"}"))
        .isEqualTo(new Outcome.Operation("RUN projects/p/locations/l/operations/o"));
  }

  @Test
  void takesWhatIsOverForDone() {
    assertThat(
            begun(Service.COMPUTE, "{\"status\": \"DONE\", \"selfLink\": \"%s\"}".formatted(LINK)))
        .isEqualTo(Outcome.DONE);
    assertThat(begun(Service.RUN, "{}")).isEqualTo(Outcome.DONE);
  }

  @Test
  void followsNoLinkToSomewhereElse() {
    assertThat(
            begun(Service.RUN, "{\"name\": \"projects/p/locations/l/services/s?x=/operations/o\"}"))
        .isEqualTo(Outcome.DONE);
  }

  @Test
  void tellsWhatFailsAtOnce() {
    assertThatThrownBy(() ->
            begun(
                Service.COMPUTE,
                "{\"status\": \"DONE\", \"error\": {\"errors\": [{\"code\": \"QUOTA\", \"message\": \"no more\"}]}}"))
        .hasMessageContaining("no more");
  }
}
