package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTests {
  @Test
  void readsBothSpellingsAndFlags() {
    Arguments arguments = parse("--port", "9000", "--state=/x y", "--json");
    assertThat(arguments.number("port")).contains(9000);
    assertThat(arguments.state()).isEqualTo(Path.of("/x y"));
    assertThat(arguments.flag("json")).isTrue();
  }

  @Test
  void missingValueIsNamed() {
    assertThatThrownBy(() -> parse("--port")).hasMessage("--port needs a value");
  }

  @Test
  void flagTakesNoValue() {
    assertThatThrownBy(() -> parse("--json=no")).hasMessage("unknown argument --json=no");
  }

  @Test
  void numberIsChecked() {
    assertThatThrownBy(() -> parse("--port", "-1").number("port")).hasMessageContaining("'-1'");
  }

  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Set.of("port"), Set.of("json"));
  }
}
