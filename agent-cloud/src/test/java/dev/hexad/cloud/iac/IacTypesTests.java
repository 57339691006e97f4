package dev.hexad.cloud.iac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IacTypesTests {
  private final IacTypes types = new IacTypes();

  private static Resource resource(String type, String id, String name) {
    return new Resource(
        Ids.derived(type, id),
        1,
        type.replaceFirst("\\..*", ""),
        "a",
        "r",
        "s",
        type,
        id,
        name,
        "available",
        null,
        Json.mapper().createObjectNode(),
        null,
        false,
        Instant.EPOCH,
        null);
  }

  @Test
  void takesNoPartForTheWhole() {
    Resource bucket = resource("aws.s3.bucket", "files", "files");
    assertThat(types.matches(bucket, "files", "aws_s3_bucket")).isTrue();
    assertThat(types.matches(bucket, "files", "aws_s3_bucket_policy")).isFalse();
    assertThat(types.matches(bucket, "files", "aws_iam_user")).isFalse();
  }

  @Test
  void asksByNameWhereTheStateMayHaveThat() {
    String arn = "arn:aws:rds:eu-west-1:1:db:orders";
    assertThat(types.keys(resource("aws.rds.instance", arn, "orders")))
        .containsExactly(arn, "orders");
    assertThat(types.keys(resource("aws.unknown.thing", arn, "orders"))).containsExactly(arn);
  }

  @Test
  void takesIdsThatTellOfTypesThatAreNotInTheTable() {
    Resource vault =
        resource(
            "azure.keyvault.vault",
            "/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/v",
            "v");
    assertThat(types.matches(vault, vault.id(), "azurerm_key_vault")).isTrue();
    assertThat(types.matches(vault, vault.id(), "aws_instance")).isFalse();
    Resource plain = resource("aws.x.y", "web", "web");
    assertThat(types.matches(plain, "web", "aws_x_y")).isFalse();
  }
}
