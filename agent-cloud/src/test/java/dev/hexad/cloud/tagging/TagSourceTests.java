package dev.hexad.cloud.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.cloud.tagging.TagSource.OfApplication;
import dev.hexad.cloud.tagging.TagSource.OfLinked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagSourceTests {
  @Test
  void readsApplicationsAndLinks() {
    assertThat(TagSource.of("application.team", "owner")).isEqualTo(new OfApplication("team"));
    assertThat(TagSource.of("aws.ec2.vpc", "env")).isEqualTo(new OfLinked("aws.ec2.vpc", "env"));
    assertThat(TagSource.of("*.resourcegroup:CostCenter", "cost"))
        .isEqualTo(new OfLinked("*.resourcegroup", "CostCenter"));
  }

  @Test
  void matchesTypesAsTheyAreWritten() {
    assertThat(new OfLinked("*.resourcegroup", "k").isOf("azure.resources.resourcegroup")).isTrue();
    assertThat(new OfLinked("aws.ec2.vpc", "k").isOf("aws.ec2.vpc")).isTrue();
    assertThat(new OfLinked("aws.ec2.vpc", "k").isOf("awsXec2Xvpc")).isFalse();
    assertThat(new OfLinked("aws.ec2.vpc", "k").isOf("aws.ec2.vpc-endpoint")).isFalse();
  }

  @Test
  void refusesWhatIsNoPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TagPolicy(
                "p",
                null,
                List.of("env"),
                Map.of(),
                Map.of(),
                0,
                Map.of("env", List.of("the VPC")),
                null,
                null))
        .withMessageContaining("cannot take env from 'the VPC'");
  }
}
