package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.iac.plan.ResourceGraph.Touched;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceGraphTests {
  private static final ResourceGraph GRAPH =
      ResourceGraph.of(
          Json.mapper()
              .readTree(
                  """
                  {"values": {"root_module": {
                    "resources": [
                      {"address": "aws_vpc.main", "mode": "managed"},
                      {"address": "data.aws_ami.x", "mode": "data", "depends_on": ["aws_vpc.main"]},
                      {"address": "aws_subnet.a[0]", "mode": "managed",
                       "depends_on": ["aws_vpc.main"]},
                      {"address": "aws_subnet.a[\\"eu-1\\"]", "mode": "managed",
                       "depends_on": ["aws_vpc.main"]}],
                    "child_modules": [{"resources": [
                      {"address": "module.web[0].aws_instance.i", "mode": "managed",
                       "depends_on": ["aws_subnet.a", "aws_vpc.main", "data.aws_ami.x"]}]}]}}}
                  """));

  private static PlannedChange change(String address, String action) {
    return new PlannedChange(address, "t", action, null, null, null, null, null);
  }

  @Test
  void tellsWhatStandsOnWhatChanges() {
    assertThat(
            GRAPH.touched(
                List.of(change("aws_vpc.main", "update"), change("aws_subnet.a[0]", "delete"))))
        .containsExactly(
            new Touched("module.web.aws_instance.i", List.of("aws_subnet.a", "aws_vpc.main")));
    assertThat(GRAPH.touched(List.of(change("aws_vpc.main", "no-op")))).isEmpty();
    assertThat(GRAPH.touched(List.of(change("aws_vpc.new", "create")))).isEmpty();
  }

  @Test
  void leavesOutWhatFollowsFromTheRest() {
    assertThat(GRAPH.direct())
        .isEqualTo(
            Map.of(
                "aws_vpc.main", Set.of(),
                "aws_subnet.a", Set.of("aws_vpc.main"),
                "module.web.aws_instance.i", Set.of("aws_subnet.a")));
  }

  @Test
  void isEmptyBeforeTheFirstApply() {
    assertThat(ResourceGraph.of(null).direct()).isEmpty();
  }
}
