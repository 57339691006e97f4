package dev.hexad.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects in an S3 bucket, or in one of a service that speaks like S3. */
final class S3ObjectStore implements ObjectStore {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  private S3ObjectStore(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * A bucket.
   *
   * @param region null for the usual one of the environment
   * @param endpoint null for Amazon's; others get the bucket in the path and no checksums that only
   *     Amazon knows
   */
  static S3ObjectStore of(
      String bucket,
      String prefix,
      @Nullable String region,
      @Nullable URI endpoint,
      AwsCredentialsProvider credentials) {
    var client =
        S3Client.builder()
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (region != null) {
      client.region(Region.of(region));
    }
    if (endpoint != null) {
      client
          .endpointOverride(endpoint)
          .forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return new S3ObjectStore(client.build(), bucket, prefix);
  }

  @Override
  public String location() {
    return "s3://" + bucket + "/" + prefix;
  }

  @Override
  public void put(String key, Path content) throws IOException {
    String name = name(key);
    try {
      s3.putObject(request -> request.bucket(bucket).key(name), content);
    } catch (SdkException | UncheckedIOException e) {
      throw new IOException("cannot store " + location() + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    String name = name(key);
    try {
      return Optional.of(s3.getObject(request -> request.bucket(bucket).key(name)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException("cannot read " + location() + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    String name = name(key);
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(name));
    } catch (SdkException e) {
      throw new IOException("cannot delete " + location() + key + ": " + e.getMessage(), e);
    }
  }

  private String name(String key) {
    return prefix + ObjectStore.checked(key);
  }
}
