package dev.hexad.cloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTests {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Checks checks = new Checks();

  private static Resource resource(String type, String state, Instant created) {
    return new Resource(
        UUID.randomUUID(),
        1,
        "aws",
        "123456789012",
        "eu-west-1",
        "x",
        type,
        "id",
        "name",
        state,
        null,
        Json.mapper().createObjectNode(),
        created,
        false,
        NOW,
        null);
  }

  private String ask(String id, String state, Instant created, String raw) {
    Check.Ready ready =
        checks.ready().stream().filter(r -> r.check().id().equals(id)).findFirst().orElseThrow();
    String type = ready.check().types().iterator().next();
    return ready.ask(Facts.of(resource(type, state, created), Json.mapper().readTree(raw), NOW));
  }

  @Test
  void thereAreSixtyAndMoreWithASource() {
    assertThat(checks.all()).hasSizeGreaterThan(60);
    assertThat(checks.all()).filteredOn(check -> !check.cis().isEmpty()).hasSizeGreaterThan(25);
  }

  @Test
  void noneStumblesOverWhatIsNotSet() {
    for (Check.Ready ready : checks.ready()) {
      for (String type : ready.check().types()) {
        String answer =
            ready.ask(
                Facts.of(resource(type, "available", NOW), Json.mapper().createObjectNode(), NOW));
        assertThat(String.valueOf(answer)).as(ready.check().id()).doesNotContain("cannot be said");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws-iam-root-key | {\"Summary\":{\"AccountAccessKeysPresent\":1}} | {\"Summary\":{\"AccountAccessKeysPresent\":0}}",
        "aws-iam-root-mfa | {\"Summary\":{\"AccountMFAEnabled\":0}} | {\"Summary\":{\"AccountMFAEnabled\":1}}",
        "aws-iam-user-mfa | {\"LoginProfile\":{},\"MFADevices\":[]} | {\"LoginProfile\":{},\"MFADevices\":[{}]}",
        "aws-iam-policy-admin | {\"Document\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"*\"],\"Resource\":[\"*\"]}]}} | {\"Document\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:*\"],\"Resource\":[\"*\"]}]}}",
        "aws-iam-role-foreign-trust | {\"Trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::999999999999:root\"]}}]}} | {\"Trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::123456789012:root\"]}}]}}",
        "aws-iam-role-open-trust | {\"Trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]}}]}} | {\"Trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"ec2.amazonaws.com\"]}}]}}",
        "aws-s3-https | {\"Policy\":{\"Statement\":[]}} | {\"Policy\":{\"Statement\":[{\"Effect\":\"Deny\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}}",
        "aws-s3-public-acl | {\"Acl\":{\"Grants\":[{\"Grantee\":{\"URI\":\"http://acs.amazonaws.com/groups/global/AllUsers\"}}]}} | {\"Acl\":{\"Grants\":[{\"Grantee\":{\"ID\":\"me\"}}]}}",
        "aws-vpc-ssh-open | {\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":0,\"ToPort\":1024,\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]} | {\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":443,\"ToPort\":443,\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]}",
        "aws-vpc-admin-open-ipv6 | {\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":3389,\"ToPort\":3389,\"Ipv6Ranges\":[{\"CidrIpv6\":\"::/0\"}]}]} | {\"IpPermissions\":[]}",
        "aws-vpc-database-open | {\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]} | {\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\"}]}]}",
        "aws-rds-snapshot-public | {\"Attributes\":{\"DBSnapshotAttributes\":[{\"AttributeName\":\"restore\",\"AttributeValues\":[\"all\"]}]}} | {\"Attributes\":{\"DBSnapshotAttributes\":[{\"AttributeName\":\"restore\",\"AttributeValues\":[]}]}}",
        "aws-kms-rotation | {\"KeyRotationEnabled\":false} | {\"KeyRotationEnabled\":true}",
        "aws-lambda-url-open | {\"Url\":{\"AuthType\":\"NONE\"}} | {\"Url\":{\"AuthType\":\"AWS_IAM\"}}",
        "aws-elb-plain-http | {\"Scheme\":\"internet-facing\",\"Listeners\":[{\"Protocol\":\"HTTP\",\"DefaultActions\":[{\"Type\":\"forward\"}]}]} | {\"Scheme\":\"internet-facing\",\"Listeners\":[{\"Protocol\":\"HTTP\",\"DefaultActions\":[{\"Type\":\"redirect\"}]}]}",
        "docker-open-port | {\"Ports\":[{\"PrivatePort\":5432,\"IP\":\"0.0.0.0\"}]} | {\"Ports\":[{\"PrivatePort\":5432,\"IP\":\"127.0.0.1\"}]}",
      })
  void findsWhatIsWrongAndNothingElse(String id, String wrong, String right) {
    assertThat(ask(id, "available", NOW, wrong)).contains("not so here");
    assertThat(ask(id, "available", NOW, right)).isNull();
  }

  @Test
  void countsDaysOfAgeAndOfUse() {
    Instant old = NOW.minusSeconds(100 * 86_400L);
    assertThat(ask("aws-iam-key-old", "Active", old, "{}")).isNotNull();
    assertThat(ask("aws-iam-key-old", "Inactive", old, "{}")).isNull();
    assertThat(ask("aws-iam-key-idle", "Active", old, "{}")).isNotNull();
    assertThat(ask("aws-iam-key-idle", "Active", old, "{\"LastUsed\":\"2026-05-30T00:00:00Z\"}"))
        .isNull();
  }
}
