package dev.hexad.cloud.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountSettingsTests {
  private static AccountSettings read(String fields) {
    return Json.read("{\"name\": \"shop\", " + fields + "}", AccountSettings.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"provider\": \"AWS\", \"scope\": \"x\" | scope is not for AWS",
        "\"provider\": \"GCP\" | scope must be projects/",
        "\"provider\": \"GCP\", \"scope\": \"projects/a/../b\" | scope must be projects/",
        "\"provider\": \"AZURE\", \"scope\": \"x\" | credentialsSecret is missing",
        "\"provider\": \"AZURE\", \"scope\": \"x\", \"credentialsSecret\": \"s\" | id of a subscription",
        "\"provider\": \"KUBERNETES\" | credentialsSecret is missing"
      })
  void refusesWhatCannotBeReadAndSaysWhere(String fields, String reason) {
    assertThatThrownBy(() -> read(fields))
        .hasMessageContaining("'shop'")
        .hasMessageContaining(reason);
  }

  @Test
  void actsWithTheSecretForReadingUnlessToldOtherwise() {
    String google =
        "\"provider\": \"GCP\", \"scope\": \"folders/12\", \"credentialsSecret\": \"r\"";
    assertThat(read(google).secretForActions()).isEqualTo("r");
    assertThat(read(google + ", \"actionSecret\": \"w\"").secretForActions()).isEqualTo("w");
    assertThat(read(google).pace()).isEqualTo(10);
  }
}
