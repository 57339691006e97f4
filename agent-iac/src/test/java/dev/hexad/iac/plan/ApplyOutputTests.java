package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.ApplyParameters;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApplyOutputTests {
  private static final UUID PLAN = new UUID(0, 1);

  private final ArrayList<String> log = new ArrayList<>();
  private final ApplyOutput output = new ApplyOutput(log::add);

  @Test
  void takesCountsFromTheSummaryOfTheApply() {
    output.line("{\"type\":\"change_summary\",\"changes\":{\"add\":9,\"operation\":\"plan\"}}");
    assertThat(output.result(PLAN)).isEmpty();
    output.line(
        "{\"type\":\"change_summary\",\"@message\":\"done\",\"changes\":{\"add\":1,\"change\":2,"
            + "\"remove\":3,\"operation\":\"apply\"}}");
    assertThat(output.result(PLAN)).contains(new ApplyParameters.Result(PLAN, 1, 2, 3));
    assertThat(log).containsExactly("done");
  }

  @Test
  void givesNoResultAfterErrors() {
    output.line("{\"type\":\"change_summary\",\"changes\":{\"add\":1,\"operation\":\"apply\"}}");
    output.line("{\"diagnostic\":{\"severity\":\"error\",\"summary\":\"no power\"}}");
    assertThat(output.result(PLAN)).isEmpty();
    assertThat(output.firstError()).isEqualTo("no power");
  }

  @Test
  void keepsWhatIsNotJson() {
    output.line("panic: oops");
    assertThat(log).containsExactly("panic: oops");
  }
}
