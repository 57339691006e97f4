package dev.hexad.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.Parameters;
import dev.hexad.contracts.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/**
 * Freezes the wire shape of every event and of every command's parameters: a new record without a
 * file, a changed record and a file without a record all fail. Write missing files with {@code
 * -Dgolden.create=true}.
 */
class GoldenFilesTests {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @Test
  void everyMessageMatchesItsGoldenFile() throws IOException {
    for (Map.Entry<String, Class<?>> message : messages().entrySet()) {
      Object sample = Samples.of(message.getValue());
      Path file = FOLDER.resolve(message.getKey() + ".json");
      String json =
          Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(sample)
              + "\n";
      if (Files.notExists(file) && Boolean.getBoolean("golden.create")) {
        Files.writeString(file, json);
      }
      assertThat(file).as("golden file of %s", message.getKey()).exists();
      assertThat(json).as(message.getKey()).isEqualTo(Files.readString(file));
      assertThat(Json.read(json, message.getValue())).isEqualTo(sample);
    }
  }

  @Test
  void everyGoldenFileBelongsToAMessage() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString().replaceFirst("\\.json$", "")))
          .containsExactlyInAnyOrderElementsOf(messages().keySet());
    }
  }

  @Test
  void readersIgnoreFieldsTheyDoNotKnow() throws IOException {
    for (Map.Entry<String, Class<?>> message : messages().entrySet()) {
      JsonNode tree = Json.tree(Samples.of(message.getValue()));
      var extended = ((tools.jackson.databind.node.ObjectNode) tree).put("laterAddition", 1);
      assertThat(Json.convert(extended, message.getValue())).isNotNull();
    }
  }

  private static Map<String, Class<?>> messages() {
    return Stream.of(Event.class, Parameters.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .collect(
            Collectors.toMap(Messages::typeOf, type -> (Class<?>) type, (a, b) -> b, TreeMap::new));
  }
}
