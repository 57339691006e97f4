package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Tables, file systems, keys and the names of secrets. */
final class DataReaders {
  private DataReaders() {}

  /** Tables. */
  static final class DynamoDb implements ServiceReader {
    @Override
    public String service() {
      return "dynamodb";
    }

    @Override
    public List<String> permissions() {
      return List.of(
          "dynamodb:DescribeContinuousBackups",
          "dynamodb:DescribeTable",
          "dynamodb:ListTables",
          "dynamodb:ListTagsOfResource");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      DynamoDbClient dynamo = aws.client(DynamoDbClient.class, DynamoDbClient::builder);
      dynamo
          .listTablesPaginator()
          .tableNames()
          .forEach(name -> {
            var answer = Failures.orNull(() -> dynamo.describeTable(r -> r.tableName(name)));
            if (answer == null) {
              return;
            }
            var table = answer.table();
            String arn = table.tableArn();
            var backups =
                Failures.orNull(() -> dynamo.describeContinuousBackups(r -> r.tableName(name)));
            var draft =
                Draft.of("dynamodb.table", arn, table)
                    .without("ItemCount", "TableSizeBytes")
                    .in(aws)
                    .name(name)
                    .state(table.tableStatusAsString())
                    .created(table.creationDateTime())
                    .tags(
                        dynamo.listTagsOfResource(r -> r.resourceArn(arn)).tags(),
                        t -> t.key(),
                        t -> t.value());
            if (backups != null && backups.continuousBackupsDescription() != null) {
              var recovery =
                  backups.continuousBackupsDescription().pointInTimeRecoveryDescription();
              draft.with(
                  "PointInTimeRecovery",
                  recovery == null
                      ? null
                      : Json.tree(recovery.pointInTimeRecoveryStatusAsString()));
            }
            found.accept(draft.done());
          });
    }
  }

  /** File systems. */
  static final class Efs implements ServiceReader {
    @Override
    public String service() {
      return "efs";
    }

    @Override
    public List<String> permissions() {
      return List.of("elasticfilesystem:DescribeFileSystems");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      EfsClient efs = aws.client(EfsClient.class, EfsClient::builder);
      efs.describeFileSystemsPaginator().fileSystems().stream()
          .map(system -> system(aws, system))
          .forEach(found);
    }

    private static CloudResource system(AwsRegion aws, FileSystemDescription system) {
      return Draft.of("efs.file-system", system.fileSystemId(), system)
          .without("SizeInBytes", "NumberOfMountTargets")
          .in(aws)
          .name(system.name())
          .state(system.lifeCycleStateAsString())
          .created(system.creationTime())
          .tags(system.tags(), t -> t.key(), t -> t.value())
          .done();
    }
  }

  /** Keys that customers manage; those of AWS are its own affair. */
  static final class Kms implements ServiceReader {
    @Override
    public String service() {
      return "kms";
    }

    @Override
    public List<String> permissions() {
      return List.of(
          "kms:DescribeKey",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListKeys",
          "kms:ListResourceTags");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      KmsClient kms = aws.client(KmsClient.class, KmsClient::builder);
      kms.listKeysPaginator()
          .keys()
          .forEach(entry -> {
            String id = entry.keyId();
            var key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
            if (key.keyManager() == KeyManagerType.AWS) {
              return;
            }
            var policy =
                Failures.orNull(() -> kms.getKeyPolicy(r -> r.keyId(id).policyName("default")));
            var draft =
                Draft.of("kms.key", key.arn(), key)
                    .in(aws)
                    .name(id)
                    .name(key.description())
                    .state(key.keyStateAsString())
                    .created(key.creationDate())
                    .tags(
                        kms.listResourceTagsPaginator(r -> r.keyId(id)).tags().stream().toList(),
                        t -> t.tagKey(),
                        t -> t.tagValue())
                    .with("Policy", policy == null ? null : Policies.document(policy.policy()));
            if ("SYMMETRIC_DEFAULT".equals(key.keySpecAsString()) && key.enabled()) {
              draft.with(
                  "KeyRotationEnabled",
                  Json.tree(kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled()));
            }
            found.accept(draft.done());
          });
    }
  }

  /** What secrets are called and when they rotate, never what they hold. */
  static final class SecretNames implements ServiceReader {
    @Override
    public String service() {
      return "secretsmanager";
    }

    @Override
    public List<String> permissions() {
      return List.of("secretsmanager:ListSecrets");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      var secrets = aws.client(SecretsManagerClient.class, SecretsManagerClient::builder);
      secrets.listSecretsPaginator().stream()
          .flatMap(page -> page.secretList().stream())
          .map(secret -> secret(aws, secret))
          .forEach(found);
    }

    private static CloudResource secret(AwsRegion aws, SecretListEntry secret) {
      return Draft.of("secretsmanager.secret", secret.arn(), secret)
          .without("SecretVersionsToStages")
          .in(aws)
          .name(secret.name())
          .state(secret.deletedDate() == null ? "available" : "deleting")
          .created(secret.createdDate())
          .tags(secret.tags(), t -> t.key(), t -> t.value())
          .link("encrypted with", "kms.key", secret.kmsKeyId())
          .done();
    }
  }
}
