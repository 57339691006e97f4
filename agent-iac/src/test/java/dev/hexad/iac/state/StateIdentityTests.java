package dev.hexad.iac.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateIdentityTests {
  @Test
  void isTheSameForAllWaysInWhichAnIdIsWritten() {
    assertThat(
            List.of(
                "//compute.googleapis.com/projects/p/zones/z/instances/web",
                "https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/web",
                "projects/p/zones/z/instances/web"))
        .extracting(StateIdentity::key)
        .containsOnly("projects/p/zones/z/instances/web");
    assertThat(StateIdentity.key("/subscriptions/S/resourceGroups/G"))
        .isEqualTo("/subscriptions/s/resourcegroups/g");
    assertThat(StateIdentity.key("//storage.googleapis.com/files")).isEqualTo("files");
    assertThat(StateIdentity.key("arn:aws:s3:::files")).isEqualTo("arn:aws:s3:::files");
  }

  @Test
  void isOfWhatIsManagedOnly() {
    var attributes =
        Json.mapper()
            .readTree("{\"id\": \"files\", \"arn\": \"arn:aws:s3:::files\", \"acl\": \"x\"}");
    var managed =
        new StateText.Instance("aws_s3_bucket.files", "aws_s3_bucket", true, attributes, List.of());
    var data =
        new StateText.Instance(
            "data.aws_s3_bucket.f", "aws_s3_bucket", false, attributes, List.of());
    assertThat(StateIdentity.of(managed))
        .extracting(StateIdentity::key)
        .containsExactly("files", "arn:aws:s3:::files");
    assertThat(StateIdentity.of(data)).isEmpty();
  }
}
