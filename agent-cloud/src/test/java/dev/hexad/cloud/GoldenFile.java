package dev.hexad.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A document in {@code deploy/iam} that the code has to agree with. */
public final class GoldenFile {
  private GoldenFile() {}

  /** Compares; writes it with {@code -Dgolden.create=true}. */
  public static void check(String name, JsonNode wanted) throws IOException {
    String text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(wanted);
    assertThat(Json.mapper().readTree(read(name, text + "\n"))).isEqualTo(wanted);
  }

  /** As {@link #check}, for what is no JSON. */
  public static void checkText(String name, String wanted) throws IOException {
    assertThat(read(name, wanted)).isEqualTo(wanted);
  }

  private static String read(String name, String wanted) throws IOException {
    Path file = Path.of("../deploy/iam", name);
    if (Boolean.getBoolean("golden.create")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, wanted);
    }
    return Files.readString(file);
  }
}
