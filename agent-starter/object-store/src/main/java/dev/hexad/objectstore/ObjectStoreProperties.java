package dev.hexad.objectstore;

import dev.hexad.contracts.message.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where objects are kept. Credentials are those of the environment: AWS's and Google's default
 * chains, for Azure the connection string.
 *
 * @param bucket of S3 and Google, the container of Azure; not of files
 * @param prefix before every key, for a bucket that others use too; ends with a slash when not
 *     empty
 * @param region of S3, null for the environment's
 * @param endpoint of a service that speaks like S3 or Google's, null for theirs
 * @param azureConnectionString with an account key or a shared access signature
 */
@ConfigurationProperties("hexad.objects")
record ObjectStoreProperties(
    @DefaultValue("FILE") Kind kind,
    @Nullable String bucket,
    @DefaultValue("") String prefix,
    @Nullable String region,
    @Nullable URI endpoint,
    @Nullable Secret azureConnectionString) {
  /** What keeps the objects. */
  enum Kind {
    FILE,
    S3,
    GCS,
    AZURE
  }

  ObjectStoreProperties {
    if (!prefix.isEmpty()) {
      if (!prefix.endsWith("/")) {
        throw new IllegalArgumentException(
            "hexad.objects.prefix '" + prefix + "' has to end with a slash");
      }
      ObjectStore.checked(prefix.substring(0, prefix.length() - 1));
    }
  }

  String requireBucket() {
    if (bucket == null || bucket.isBlank()) {
      throw new IllegalArgumentException(
          "hexad.objects.kind is " + kind + ", so set hexad.objects.bucket too");
    }
    return bucket;
  }

  Secret requireAzureConnectionString() {
    if (azureConnectionString == null) {
      throw new IllegalArgumentException(
          "hexad.objects.kind is AZURE, so set hexad.objects.azure-connection-string too"
              + " (HEXAD_OBJECTS_AZURE_CONNECTION_STRING)");
    }
    return azureConnectionString;
  }
}
