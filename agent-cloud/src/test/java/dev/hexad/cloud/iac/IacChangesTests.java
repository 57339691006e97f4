package dev.hexad.cloud.iac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IacChangesTests {
  private final IacChanges changes = new IacChanges();

  private IacChange of(String action, Object parameters, String address) {
    return changes.of(action, Json.tree(parameters), address).orElseThrow();
  }

  @Test
  void saysFixesInTheWordsOfTerraform() {
    IacChange block = of("block-public-access", Map.of(), "module.logs.aws_s3_bucket.files[\"a\"]");
    assertThat(block.hcl())
        .startsWith("resource \"aws_s3_bucket_public_access_block\" \"files\" {")
        .contains("= module.logs.aws_s3_bucket.files[\"a\"].id", "restrict_public_buckets = true");
    assertThat(of("set-backup-retention", Map.of("days", 7), "aws_db_instance.main"))
        .isEqualTo(new IacChange("backup_retention_period", "7", "backup_retention_period = 7"));
    assertThat(of("set-versioning", Map.of("enabled", true), "aws_s3_bucket.b").value())
        .isEqualTo("Enabled");
    assertThat(changes.of("set-versioning", Json.tree(Map.of("enabled", false)), "aws_s3_bucket.b"))
        .isEmpty();
    assertThat(of("delete-volume", Map.of(), "aws_ebs_volume.old"))
        .isEqualTo(new IacChange("aws_ebs_volume.old", "taken away", null));
  }

  @Test
  void writesTagsAsTextsWhateverTheySay() {
    var tags = Map.of("tags", Map.of("owner", "${file(\"/etc/passwd\")}"));
    assertThat(of("tag", tags, "aws_instance.web").hcl())
        .isEqualTo(
            """
            # beside those that are there
            tags = {
              "owner" = "$${file(\\"/etc/passwd\\")}"
            }\
            """);
    assertThat(of("tag", tags, "google_compute_instance.web").attribute()).isEqualTo("labels");
  }

  @Test
  void leavesAloneWhatIsNotConfigured() {
    assertThat(IacChanges.touches("stop")).isFalse();
    assertThat(IacChanges.touches("snapshot")).isFalse();
    assertThat(IacChanges.touches("tag")).isTrue();
    assertThat(IacChanges.touches("delete")).isTrue();
  }
}
